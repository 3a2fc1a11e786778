package dev.molt.sys;

import dev.molt.process.Deadline;
import dev.molt.process.Fun1;
import dev.molt.process.Process;
import dev.molt.process.Processes;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * System messages to one process, which waits 5 s for each answer unless told otherwise. A message
 * waits its turn in the other's mailbox; if no answer came in time it stays there and is obeyed
 * later. A process that is built on none of the behaviours does not answer.
 *
 * <p>Each function throws {@link CallExit} if there is no answer: with the reason noproc, {@link
 * CallFailure#TIMEOUT}, {@link CallFailure#CALLING_SELF}, or that with which the other ended.
 *
 * <p>Longer than most files: it is one face, each function a line or two.
 *
 * <p>OTP: {@code sys}
 */
public final class Sys {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

  private final Processes processes;
  private final Destination to;

  /** Null: for ever. */
  private final @Nullable Duration timeout;

  private Sys(Processes processes, Destination to, @Nullable Duration timeout) {
    this.processes = processes;
    this.to = to;
    this.timeout = timeout;
  }

  /** For code in a process. */
  public static Sys of(Pid pid) {
    return of(Process.processes(), pid);
  }

  /** For code in a process. */
  public static Sys of(String name) {
    return of(Process.processes(), name);
  }

  /** For any thread. */
  public static Sys of(Processes processes, Pid pid) {
    return new Sys(processes, Destination.of(pid), DEFAULT_TIMEOUT);
  }

  /** For any thread. */
  public static Sys of(Processes processes, String name) {
    return new Sys(processes, Destination.of(name), DEFAULT_TIMEOUT);
  }

  public Sys within(Duration newTimeout) {
    return new Sys(processes, to, newTimeout);
  }

  /** Waits for each answer as long as it takes. */
  public Sys patiently() {
    return new Sys(processes, to, null);
  }

  /** From now on it handles system messages only; the others wait. Twice is as good as once. */
  public void suspend() {
    done("suspend", new SystemRequest.Suspend());
  }

  /** It handles all messages again; those that have waited in their order. */
  public void resume() {
    done("resume", new SystemRequest.Resume());
  }

  /**
   * @throws CallbackFailedException its callback threw
   */
  public @Nullable Object getState() {
    return value("get_state", new SystemRequest.GetState());
  }

  /**
   * Puts another state in the place of its state: what the function makes of it, in that process.
   *
   * @return the new state
   * @throws CallbackFailedException the function threw, and nothing has changed
   */
  public @Nullable Object replaceState(Fun1<@Nullable Object, @Nullable Object> function) {
    return value("replace_state", new SystemRequest.ReplaceState(function));
  }

  /**
   * @throws CallbackFailedException its callback threw
   */
  public SystemStatus getStatus() {
    return (SystemStatus) valueOf("get_status", new SystemRequest.GetStatus());
  }

  /**
   * Has a suspended process change its state for another version of its code.
   *
   * @param oldVersion the version that its state is of, or {@link Down}
   */
  public ChangeCodeResult changeCode(
      String module, @Nullable Object oldVersion, @Nullable Object extra) {
    var request = new SystemRequest.ChangeCode(module, oldVersion, extra);
    if (ask("change_code", request) instanceof SystemReply.Change(var result)) return result;
    throw new IllegalStateException(to + " did not answer a change of code with its result");
  }

  /** Has it end with this reason, in good order; does not wait for the end. */
  public void terminate(ExitReason reason) {
    done("terminate", new SystemRequest.Terminate(reason));
  }

  /**
   * Has it end with this reason and waits for the end.
   *
   * @throws dev.molt.process.ExitException with the reason noproc, {@link CallFailure#TIMEOUT}, or
   *     that with which it ended, if that is another one
   *     <p>OTP: {@code proc_lib:stop/3}
   */
  public void stop(ExitReason reason) {
    Stopping.stop(processes, to, reason, deadline());
  }

  /** Its events go to standard output, or no longer. */
  public void trace(boolean on) {
    debug("trace", new DebugRequest.Trace(on));
  }

  /** It keeps its last 10 events, or no longer. */
  public void log(boolean on) {
    debug("log", on ? new DebugRequest.KeepLog(Debug.DEFAULT_LOG) : new DebugRequest.DropLog());
  }

  /** It keeps its last events; how many is settled when a log is turned on. */
  public void log(int events) {
    if (events < 1) throw new IllegalArgumentException("a log of " + events + " events");
    debug("log", new DebugRequest.KeepLog(events));
  }

  /** Its kept events, oldest first; none if it keeps none. */
  public List<SystemEvent> getLog() {
    List<SystemEvent> events = new ArrayList<>();
    var kept = valueOf("log", new SystemRequest.Debugging(new DebugRequest.GetLog()));
    for (var event : (List<?>) kept) events.add((SystemEvent) event);
    return events;
  }

  /** It writes its kept events to standard output. */
  public void printLog() {
    debug("log", new DebugRequest.PrintLog());
  }

  /** It counts its messages, or no longer. */
  public void statistics(boolean on) {
    debug("statistics", new DebugRequest.KeepStatistics(on));
  }

  /** What it has counted; empty if it does not count. */
  public Optional<Statistics> getStatistics() {
    var counted =
        valueOf("statistics", new SystemRequest.Debugging(new DebugRequest.GetStatistics()));
    return ((Optional<?>) counted).map(Statistics.class::cast);
  }

  /**
   * Puts a debug function into it.
   *
   * @param id names it for {@link #remove}; one of that name that is there already stays
   * @param state what it is called with first
   */
  public void install(Object id, DebugFunction function, @Nullable Object state) {
    debug("install", new DebugRequest.Install(id, function, state));
  }

  public void remove(Object id) {
    debug("remove", new DebugRequest.Remove(id));
  }

  /** Takes all its debug functions out. */
  public void noDebug() {
    debug("no_debug", new DebugRequest.NoDebug());
  }

  private void debug(String function, DebugRequest request) {
    done(function, new SystemRequest.Debugging(request));
  }

  private void done(String function, SystemRequest request) {
    value(function, request);
  }

  private Object valueOf(String function, SystemRequest request) {
    var value = value(function, request);
    if (value == null) throw new IllegalStateException(to + " gave no answer to " + function);
    return value;
  }

  private @Nullable Object value(String function, SystemRequest request) {
    return switch (ask(function, request)) {
      case SystemReply.Ok(var value) -> value;
      case SystemReply.CallbackFailed(var callback, var error) ->
          throw new CallbackFailedException(callback, error);
      case SystemReply.Unknown(var unknown) ->
          throw new IllegalStateException(to + " does not know " + unknown);
      case SystemReply.Change(var result) -> result;
    };
  }

  private SystemReply ask(String function, SystemRequest request) {
    var outcome = Call.ask(processes, to, from -> new SystemMessage(from, request), deadline());
    if (CallFailure.valueOf(outcome, "sys:" + function, to) instanceof SystemReply reply)
      return reply;
    throw new IllegalStateException(to + " did not answer a system message as a process does");
  }

  private Deadline deadline() {
    return timeout == null ? Deadline.NEVER : Deadline.in(timeout);
  }
}
