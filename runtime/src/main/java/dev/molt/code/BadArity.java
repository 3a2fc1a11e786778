package dev.molt.code;

/**
 * A fun was called with a wrong number of arguments, which takes an unchecked cast. The caller's
 * fault.
 *
 * <p>OTP: {@code badarity}
 */
public final class BadArity extends RuntimeException {
  BadArity(String fun, int arguments) {
    super("badarity: " + fun + " was called with " + arguments);
  }
}
