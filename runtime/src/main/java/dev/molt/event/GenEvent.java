package dev.molt.event;

import dev.molt.process.Deadline;
import dev.molt.process.Process;
import dev.molt.process.Processes;
import dev.molt.process.StartResult;
import dev.molt.server.Servers;
import dev.molt.server.StartOptions;
import dev.molt.sys.Call;
import dev.molt.sys.CallFailure;
import dev.molt.sys.Destination;
import dev.molt.sys.Sys;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event manager, for its clients. What waits for an answer throws {@link dev.molt.sys.CallExit}
 * if the manager is not there or ends.
 *
 * <p>OTP: {@code gen_event}
 */
public final class GenEvent {
  private final Processes processes;
  private final Destination manager;

  private GenEvent(Processes processes, Destination manager) {
    this.processes = processes;
    this.manager = manager;
  }

  /** For code in a process. */
  public static GenEvent of(Pid manager) {
    return of(Process.processes(), manager);
  }

  /** For code in a process. */
  public static GenEvent of(String manager) {
    return of(Process.processes(), manager);
  }

  /** For any thread. */
  public static GenEvent of(Processes processes, Pid manager) {
    return new GenEvent(processes, Destination.of(manager));
  }

  /** For any thread. */
  public static GenEvent of(Processes processes, String manager) {
    return new GenEvent(processes, Destination.of(manager));
  }

  /** Starts a manager without handlers, linked to the calling process. */
  public static StartResult startLink(@Nullable String name, StartOptions options) {
    return EventBody.start(Process.processes(), name, options, true);
  }

  public static StartResult startLink(String name) {
    return startLink(name, StartOptions.DEFAULT);
  }

  /** Starts a manager without handlers. Any thread. */
  public static StartResult start(
      Processes processes, @Nullable String name, StartOptions options) {
    return EventBody.start(processes, name, options, false);
  }

  /** Tells all handlers, without waiting for them. A manager that is not there hears nothing. */
  public void notify(Object event) {
    var message = new EventMessage.Notify(event);
    switch (manager) {
      case Destination.ByPid(var pid) -> processes.send(pid, message);
      // OTP raises badarg for a name that nobody bears, and so does this.
      case Destination.ByName(var name) -> processes.send(name, message);
    }
  }

  /** Tells all handlers and waits until the last of them has handled it. */
  public void syncNotify(Object event) {
    ask(new EventRequest.SyncNotify(event), Deadline.NEVER);
  }

  /** Asks one handler and waits up to 5 s for its answer. */
  public HandlerResult.OfCall call(HandlerId handler, Object query) {
    return call(handler, query, Servers.DEFAULT_TIMEOUT);
  }

  public HandlerResult.OfCall call(HandlerId handler, Object query, Duration timeout) {
    var request = new EventRequest.Call(handler, query);
    return (HandlerResult.OfCall) result(request, Deadline.in(timeout));
  }

  public HandlerResult.OfAdd addHandler(HandlerId handler, @Nullable Object args) {
    var request = new EventRequest.Add(handler, args, null);
    return (HandlerResult.OfAdd) result(request, Deadline.NEVER);
  }

  /**
   * Adds a handler that belongs to the calling process: that gets a {@link HandlerExit} when the
   * handler goes out, and the handler goes out when that ends.
   */
  public HandlerResult.OfAdd addSupHandler(HandlerId handler, @Nullable Object args) {
    var request = new EventRequest.Add(handler, args, Process.self());
    return (HandlerResult.OfAdd) result(request, Deadline.NEVER);
  }

  /** Takes a handler out. */
  public HandlerResult.OfDelete deleteHandler(HandlerId handler, @Nullable Object args) {
    var request = new EventRequest.Delete(handler, args);
    return (HandlerResult.OfDelete) result(request, Deadline.NEVER);
  }

  /** Takes a handler out and puts another in, which belongs to whom the first did. */
  public HandlerResult.OfSwap swapHandler(
      HandlerId old, @Nullable Object last, HandlerId next, @Nullable Object args) {
    var request = new EventRequest.Swap(old, last, next, args, null);
    return (HandlerResult.OfSwap) result(request, Deadline.NEVER);
  }

  /** The same, and the other one belongs to the calling process. */
  public HandlerResult.OfSwap swapSupHandler(
      HandlerId old, @Nullable Object last, HandlerId next, @Nullable Object args) {
    var request = new EventRequest.Swap(old, last, next, args, Process.self());
    return (HandlerResult.OfSwap) result(request, Deadline.NEVER);
  }

  /** All handlers, the last one added first. */
  public List<HandlerId> whichHandlers() {
    List<HandlerId> handlers = new ArrayList<>();
    if (ask(new EventRequest.WhichHandlers(), Deadline.NEVER) instanceof List<?> found) {
      for (var handler : found) handlers.add((HandlerId) handler);
    }
    return handlers;
  }

  /** Ends the manager with the reason normal and waits until it is gone. */
  public void stop() {
    sys().patiently().stop(ExitReason.NORMAL);
  }

  public void stop(ExitReason reason, Duration timeout) {
    sys().within(timeout).stop(reason);
  }

  private Sys sys() {
    return switch (manager) {
      case Destination.ByPid(var pid) -> Sys.of(processes, pid);
      case Destination.ByName(var name) -> Sys.of(processes, name);
    };
  }

  private HandlerResult result(EventRequest request, Deadline until) {
    if (ask(request, until) instanceof HandlerResult result) return result;
    throw new IllegalStateException(manager + " is no event manager");
  }

  private @Nullable Object ask(EventRequest request, Deadline until) {
    var outcome =
        Call.ask(processes, manager, from -> new EventMessage.Request(from, request), until);
    return CallFailure.valueOf(outcome, "gen_event:call", manager, request);
  }
}
