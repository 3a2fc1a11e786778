package dev.molt.process;

/**
 * A call of the runtime was given something that it cannot work with: a name that nobody bears, or
 * that is taken, a process that is dead.
 *
 * <p>OTP: {@code badarg}
 */
public final class BadArgException extends IllegalArgumentException {
  public BadArgException(String message) {
    super(message);
  }
}
