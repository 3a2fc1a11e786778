package dev.molt.sys;

import dev.molt.process.AwaitTimeoutException;
import dev.molt.process.Deadline;
import dev.molt.process.ExitException;
import dev.molt.process.Process;
import dev.molt.process.Processes;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Ends a process in good order and waits until it is gone. Any thread.
 *
 * <p>OTP: {@code proc_lib:stop/3}
 */
final class Stopping {
  private Stopping() {}

  static void stop(Processes processes, Destination to, ExitReason reason, Deadline until) {
    var pid = Call.whereis(processes, to);
    if (pid == null) throw new ExitException(ExitReason.NOPROC);
    var ended = new CompletableFuture<ExitReason>();
    var monitor = processes.watch(pid, down -> ended.complete(down.reason()));
    try {
      var request = new SystemRequest.Terminate(reason);
      switch (Call.ask(
          processes, Destination.of(pid), from -> new SystemMessage(from, request), until)) {
        case CallOutcome.Replied _ -> expect(reason, Process.await(ended, until));
        case CallOutcome.Down(var other) -> throw gone(pid, other);
        case CallOutcome.TimedOut() -> throw new ExitException(CallFailure.TIMEOUT);
        case CallOutcome.CallingSelf() -> throw new ExitException(CallFailure.CALLING_SELF);
      }
    } catch (AwaitTimeoutException late) {
      throw new ExitException(CallFailure.TIMEOUT);
    } finally {
      processes.unwatch(pid, monitor);
    }
  }

  private static ExitException gone(Pid pid, ExitReason reason) {
    if (reason instanceof ExitReason.NoProc) return new ExitException(reason);
    return new CallExit(new CallFailure(reason, "sys:terminate", List.of(pid)));
  }

  private static void expect(ExitReason reason, ExitReason actual) {
    if (!actual.equals(reason)) throw new ExitException(actual);
  }
}
