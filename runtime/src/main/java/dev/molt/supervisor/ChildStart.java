package dev.molt.supervisor;

import dev.molt.process.ExitSignal;
import dev.molt.process.Process;
import dev.molt.process.StartResult;
import dev.molt.sys.BadReturnValue;
import dev.molt.sys.Raised;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import org.jspecify.annotations.Nullable;

/**
 * How the start of one child ended, for its supervisor.
 *
 * <p>OTP: {@code supervisor:do_start_child_i/3}
 */
sealed interface ChildStart {

  /**
   * @param pid null: its start function ignored the start
   */
  record Up(@Nullable Pid pid, @Nullable Object info) implements ChildStart {}

  record Failed(ExitReason reason) implements ChildStart {}

  /** Calls the start function, in the supervisor's process. */
  static ChildStart of(StartCall call) {
    Object result;
    Process.enterModule();
    try {
      result = call.call();
    } catch (ExitSignal signal) {
      throw signal;
    } catch (Throwable thrown) {
      return new Failed(Raised.reason(thrown));
    } finally {
      Process.leaveModule();
    }
    return switch (result) {
      case StartResult.Started(var pid) -> new Up(pid, null);
      case StartedWith(var pid, var info) -> new Up(pid, info);
      case StartResult.Ignored() -> new Up(null, null);
      case StartResult.Failed(var reason) -> new Failed(reason);
      case StartResult.AlreadyStarted other -> new Failed(new ExitReason.Other(other));
      case null, default -> new Failed(BadReturnValue.reason(result));
    };
  }
}
