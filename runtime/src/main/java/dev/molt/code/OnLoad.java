package dev.molt.code;

/**
 * What a module's {@code public static Object onLoad()} returns. Anything but exactly {@link #OK}
 * refuses the load: {@link #FAILED}, like every other enum constant, silently, all else with a
 * warning in the log.
 *
 * <p>OTP: {@code -on_load}
 */
public enum OnLoad {
  OK,
  FAILED
}
