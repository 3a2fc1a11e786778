package dev.molt.supervisor;

import dev.molt.process.Deadline;
import dev.molt.process.Matcher;
import dev.molt.process.Process;
import dev.molt.term.DownMessage;
import dev.molt.term.ExitMessage;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import dev.molt.term.Ref;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Ends a child and waits until it is gone, in the supervisor's process. A monitor tells of its end,
 * since a child may have taken its link back; the exit message of the link is taken out if it is
 * there.
 *
 * <p>OTP: {@code supervisor:shutdown/1}, {@code unlink_flush/2}
 */
final class ChildEnd {
  private ChildEnd() {}

  /** Why it ended, in the end. */
  static ExitReason of(Pid pid, Shutdown shutdown) {
    var monitor = Process.monitor(pid);
    Process.exit(pid, signal(shutdown));
    var reason =
        shutdown instanceof Shutdown.Within(var time) ? await(monitor, Deadline.in(time)) : null;
    if (reason == null && shutdown instanceof Shutdown.Within) Process.exit(pid, ExitReason.KILL);
    while (reason == null) reason = await(monitor, Deadline.NEVER);
    return unlinkFlush(pid, reason);
  }

  static ExitReason signal(Shutdown shutdown) {
    return shutdown instanceof Shutdown.BrutalKill ? ExitReason.KILL : ExitReason.SHUTDOWN;
  }

  private static @Nullable ExitReason await(Ref monitor, Deadline until) {
    Matcher<ExitReason> down =
        message ->
            message instanceof DownMessage(var ref, var _, var reason) && ref.equals(monitor)
                ? reason
                : null;
    return Process.receive(down, until, "the end of a child");
  }

  /**
   * The reason in the child's exit message, if that has come: a child that was dead already has
   * given its monitor none.
   */
  static ExitReason unlinkFlush(Pid pid, ExitReason otherwise) {
    Process.unlink(pid);
    Matcher<ExitReason> exit =
        message ->
            message instanceof ExitMessage(var from, var reason) && from.equals(pid)
                ? reason
                : null;
    var told = Process.receive(exit, Deadline.in(Duration.ZERO), "an exit message");
    return told != null ? told : otherwise;
  }
}
