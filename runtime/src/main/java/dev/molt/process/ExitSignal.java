package dev.molt.process;

import dev.molt.term.ExitReason;

/**
 * Thrown in a process that must end because of an exit signal: by every call of the runtime, and by
 * the polls woven into module code. It cannot be refused: who catches it meets it again at the next
 * call of the runtime. The trampoline turns it into the process's end.
 *
 * <p>Code of the runtime that catches what callbacks throw must let it pass.
 *
 * <p>OTP: the end of a process by a signal, which no {@code catch} sees
 */
public final class ExitSignal extends Error {
  private final transient ExitReason reason;

  ExitSignal(ExitReason reason) {
    super(null, null, false, false);
    this.reason = reason;
  }

  public ExitReason reason() {
    return reason;
  }

  /** Made when asked for: what a reason says of itself may be module code. */
  @Override
  public String getMessage() {
    return reason.toString();
  }
}
