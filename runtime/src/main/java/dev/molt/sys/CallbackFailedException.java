package dev.molt.sys;

/**
 * A callback threw in the process that was asked: the fault of its module, or of the function that
 * was sent along. That process goes on with the state that it had.
 *
 * <p>OTP: the error {@code {callback_failed, {Module, Function}, {Class, Reason}}}
 */
public final class CallbackFailedException extends RuntimeException {
  public CallbackFailedException(String callback, Throwable cause) {
    super("callback_failed: " + callback + ": " + cause, cause);
  }
}
