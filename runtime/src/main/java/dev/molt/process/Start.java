package dev.molt.process;

import dev.molt.term.ExitMessage;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The start of a process that its parent waits for: the child prepares itself and then says {@link
 * #ready} or {@link #fail}; if it dies first, that is the answer.
 *
 * <p>When a start has not succeeded the child is gone, and a parent that traps exits has no exit
 * message of it. A linked parent that does not trap falls with a child that ends abnormally.
 *
 * <p>OTP: {@code proc_lib:start_link/5}, {@code init_ack/2}, {@code init_fail/3} (as OTP 26 does)
 */
public final class Start {
  /** What a start that took too long fails with. OTP: {@code timeout}. */
  public static final ExitReason TIMEOUT = new ExitReason.Other("timeout");

  /** What a child owes to its parent. */
  static final class Ticket {
    private final CompletableFuture<StartResult> result = new CompletableFuture<>();

    // The child only.
    private @Nullable StartResult failure;

    /** The child is gone: if it has not said that it is ready, it has failed. Its own thread. */
    void childEnded(ExitReason reason) {
      result.complete(failure != null ? failure : new StartResult.Failed(reason));
    }
  }

  private Start() {}

  /**
   * Starts a process and waits until it is ready, or gone. In a process its parent is the caller,
   * and the options may ask for a link; on other threads it has no parent.
   *
   * @param until when it is killed if it is not ready; then the result is {@link
   *     StartResult.Failed} with {@link #TIMEOUT}
   * @throws BadArgException the options give a name that is taken
   */
  public static StartResult start(
      Processes processes,
      SpawnOptions options,
      Deadline until,
      Fun fun,
      @Nullable Object... arguments) {
    SpawnOptions reporting = options.reportExits();
    ProcessCell parent = processes.callerOrNull();
    if (parent != null) parent.heed();
    ProcessCell child =
        processes.table().prepare(reporting, parent, fun, Arrays.asList(arguments.clone()));
    Ticket ticket = new Ticket();
    child.ticket = ticket;
    processes.table().start(child, reporting);
    StartResult result = await(ticket, until, child);
    if (parent != null && options.linked() && !(result instanceof StartResult.Started)) {
      flush(parent, child.pid);
    }
    return result;
  }

  private static StartResult await(Ticket ticket, Deadline until, ProcessCell child) {
    try {
      return Waits.await(ticket.result, until);
    } catch (AwaitTimeoutException late) {
      ProcessCell parent = ProcessCell.currentOrNull();
      if (parent != null) Links.unlink(parent, child);
      CompletableFuture<Boolean> gone = new CompletableFuture<>();
      child.node.watch(child.pid, down -> gone.complete(true));
      child.node.exit(child.pid, ExitReason.KILL);
      Waits.await(gone, Deadline.NEVER);
      return new StartResult.Failed(TIMEOUT);
    }
  }

  private static void flush(ProcessCell parent, Pid child) {
    parent.mailbox.rewind();
    parent.mailbox.<Object>take(
        message -> message instanceof ExitMessage exit && exit.from().equals(child) ? exit : null);
  }

  /**
   * The child is ready. Its parent goes on; the second time it does nothing. OTP: {@code init_ack}.
   */
  public static void ready() {
    ProcessCell self = ProcessCell.current();
    self.heed();
    Ticket ticket = self.ticket;
    if (ticket != null) ticket.result.complete(new StartResult.Started(self.pid));
    self.ticket = null;
  }

  /**
   * The child does not start: it ends with the reason, and then its parent gets the result. Never
   * returns. OTP: {@code init_fail}.
   */
  public static ExitException fail(StartResult result, ExitReason reason) {
    ProcessCell self = ProcessCell.current();
    self.heed();
    if (self.ticket != null) self.ticket.failure = result;
    throw new ExitException(reason);
  }
}
