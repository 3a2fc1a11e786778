package dev.molt.sys;

import dev.molt.term.ExitReason;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a call failed, along with the call: the term of the {@link ExitReason.Other} with which a
 * caller ends that does not catch it.
 *
 * @param reason {@link #TIMEOUT}, {@link #CALLING_SELF}, noproc, or why the called process ended
 * @param function what was called, as OTP names it: {@code gen_server:call}
 *     <p>OTP: {@code {Reason, {gen_server, call, [ServerRef, Request]}}}
 */
public record CallFailure(ExitReason reason, String function, List<@Nullable Object> arguments) {
  public static final ExitReason TIMEOUT = new ExitReason.Other("timeout");
  public static final ExitReason CALLING_SELF = new ExitReason.Other("calling_self");

  /**
   * What a call was answered.
   *
   * @throws CallExit it was not
   */
  public static @Nullable Object valueOf(
      CallOutcome outcome, String function, @Nullable Object... arguments) {
    ExitReason reason;
    switch (outcome) {
      case CallOutcome.Replied(var value) -> {
        return value;
      }
      case CallOutcome.Down(var why) -> reason = why;
      case CallOutcome.TimedOut() -> reason = TIMEOUT;
      case CallOutcome.CallingSelf() -> reason = CALLING_SELF;
    }
    throw new CallExit(new CallFailure(reason, function, Arrays.asList(arguments)));
  }

  @Override
  public String toString() {
    return "{" + reason + ",{" + function + "," + arguments + "}}";
  }
}
