package dev.molt.sys;

import dev.molt.process.ExitException;
import dev.molt.term.ExitReason;

/**
 * A request to another process got no answer. A caller that does not catch this ends with its
 * reason.
 *
 * <p>OTP: the exit of {@code gen_server:call/3}, {@code sys:suspend/1} and their like
 */
public final class CallExit extends ExitException {
  private final transient CallFailure failure;

  public CallExit(CallFailure failure) {
    super(new ExitReason.Other(failure));
    this.failure = failure;
  }

  /** Why, and which call; its reason is {@link CallFailure#TIMEOUT}, noproc, .. */
  public CallFailure failure() {
    return failure;
  }
}
