package dev.molt.sys;

import dev.molt.process.Deadline;
import dev.molt.process.DemonitorOption;
import dev.molt.process.Process;
import dev.molt.term.Alias;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request whose answer is not waited for, yet. It comes into the mailbox of the process that has
 * made it, and only that process may ask here.
 *
 * <p>OTP: {@code gen_server:request_id()}
 */
public record PendingCall(Alias alias) {

  /**
   * Waits for the answer; if none comes in time, it is given up and will be dropped. OTP: {@code
   * receive_response/2}.
   */
  public CallOutcome receive(Duration timeout) {
    return Call.awaitOrGiveUp(alias.ref(), Deadline.in(timeout));
  }

  /**
   * Waits for the answer; if none comes in time, it may be asked for again. OTP: {@code
   * wait_response/2}.
   */
  public CallOutcome await(Duration timeout) {
    var outcome = Call.await(alias.ref(), Deadline.in(timeout));
    return outcome != null ? outcome : new CallOutcome.TimedOut();
  }

  /**
   * Whether this message, which the caller has received, is the answer. OTP: {@code
   * check_response/2}.
   */
  public @Nullable CallOutcome check(Object message) {
    return Call.outcome(message, alias.ref());
  }

  /** Gives the answer up. */
  public void giveUp() {
    Process.demonitor(alias.ref(), DemonitorOption.FLUSH);
    Call.await(alias.ref(), Deadline.in(Duration.ZERO));
  }
}
