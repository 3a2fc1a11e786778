package dev.molt.supervisor;

/**
 * Whether a supervisor ends by itself when significant children do.
 *
 * <p>OTP: {@code supervisor:auto_shutdown()}
 */
public enum AutoShutdown {
  NEVER,
  /** When one of them has ended and is not restarted. */
  ANY_SIGNIFICANT,
  /** When the last of them has. */
  ALL_SIGNIFICANT
}
