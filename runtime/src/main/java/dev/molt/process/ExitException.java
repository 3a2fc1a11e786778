package dev.molt.process;

import dev.molt.term.ExitReason;

/**
 * The calling process's own wish to end: thrown by {@link Process#exit(ExitReason)}, and by calls
 * that end their caller when nobody catches it. When it leaves the body, the process ends with its
 * reason.
 *
 * <p>OTP: an exception of class {@code exit}
 */
public class ExitException extends RuntimeException {
  private final transient ExitReason reason;

  public ExitException(ExitReason reason) {
    this.reason = reason;
  }

  public final ExitReason reason() {
    return reason;
  }

  /** Made when asked for: what a reason says of itself may be module code. */
  @Override
  public String getMessage() {
    return reason.toString();
  }
}
