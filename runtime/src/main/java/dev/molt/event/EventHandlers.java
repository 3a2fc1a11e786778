package dev.molt.event;

import dev.molt.process.ExitSignal;
import dev.molt.process.Process;
import dev.molt.process.Processes;
import dev.molt.sys.BadReturnValue;
import dev.molt.sys.Raised;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of one manager, the last one added first, and what is done to them. The manager's
 * process only.
 *
 * <p>Longer than most files: the ways in and out of a manager belong together.
 *
 * <p>OTP: {@code gen_event:server_notify/4}, {@code server_call/4}, {@code server_swap_handler/6}
 */
final class EventHandlers {
  private final Processes processes;
  private final Object manager;

  // The manager's process only.
  private List<Installed> handlers = new ArrayList<>();
  private boolean hibernates;

  EventHandlers(Processes processes, Object manager) {
    this.processes = processes;
    this.manager = manager;
  }

  /** Whether a handler has asked for it since this was asked last. */
  boolean takeHibernate() {
    var asked = hibernates;
    hibernates = false;
    return asked;
  }

  List<Installed> all() {
    return List.copyOf(handlers);
  }

  /** Puts others in the place of these. */
  void replace(List<Installed> changed) {
    handlers = new ArrayList<>(changed);
  }

  HandlerResult.OfAdd add(HandlerId id, @Nullable Object args, @Nullable Pid supervisor) {
    if (supervisor != null) Process.link(supervisor);
    return switch (init(id, args)) {
      case Entry.In(var handler) -> {
        handlers.addFirst(handler.ownedBy(supervisor));
        yield new HandlerResult.Added();
      }
      case Entry.Out(var result) -> result;
    };
  }

  /** What a handler's {@code init} came to. */
  private sealed interface Entry {
    record In(Installed handler) implements Entry {}

    record Out(HandlerResult.OfAdd result) implements Entry {}
  }

  private Entry init(HandlerId id, @Nullable Object args) {
    var callbacks = id.callbacks(processes);
    HandlerInit<@Nullable Object> result;
    try {
      result = callbacks.call("init", 1, module -> module.init(args));
    } catch (ExitSignal signal) {
      throw signal;
    } catch (Throwable thrown) {
      return new Entry.Out(new HandlerResult.Crashed(Raised.reason(thrown)));
    }
    return switch (result) {
      case HandlerInit.Ok(var state, var hibernate) -> {
        hibernates |= hibernate;
        yield new Entry.In(new Installed(id, callbacks, null, state));
      }
      case HandlerInit.Refuse(var reason) -> new Entry.Out(new HandlerResult.Refused(reason));
      case null -> new Entry.Out(new HandlerResult.Crashed(BadReturnValue.reason(null)));
    };
  }

  HandlerResult.OfDelete delete(HandlerId id, @Nullable Object args) {
    var handler = take(id);
    if (handler == null) return new HandlerResult.NotFound();
    var end = new HandlerEnd.Asked(args);
    return switch (handler.terminate(end, manager, "delete", new HandlerExit.Normal())) {
      case Installed.Termination.Returned(var value) -> new HandlerResult.Deleted(value);
      case Installed.Termination.Threw(var reason) -> new HandlerResult.Crashed(reason);
    };
  }

  HandlerResult.OfSwap swap(EventRequest.Swap swap) {
    var old = take(swap.old());
    var supervisor = swap.supervisor();
    if (supervisor == null && old != null) supervisor = old.supervisor();
    var term =
        old == null ? Takeover.NOT_INSTALLED : handOver(old, swap.last(), swap.next(), supervisor);
    return switch (add(swap.next(), new Takeover(swap.args(), term), supervisor)) {
      case HandlerResult.Added added -> added;
      case HandlerResult.Refused refused -> refused;
      case HandlerResult.Crashed crashed -> crashed;
    };
  }

  /** What the one that goes out leaves to the one that comes in. */
  private @Nullable Object handOver(
      Installed old, @Nullable Object last, HandlerId next, @Nullable Pid supervisor) {
    var why = new HandlerExit.Swapped(next, supervisor);
    return old.terminate(new HandlerEnd.Asked(last), manager, "swapped", why).value();
  }

  private @Nullable Installed take(HandlerId id) {
    var index = find(id);
    return index < 0 ? null : handlers.remove(index);
  }

  private int find(HandlerId id) {
    for (var i = 0; i < handlers.size(); i++) {
      if (handlers.get(i).id().equals(id)) return i;
    }
    return -1;
  }

  @FunctionalInterface
  private interface Step {
    @Nullable EventResult<@Nullable Object> on(Installed handler) throws Exception;
  }

  /** Hands an event to every handler. */
  void event(Object event) {
    each(event, handler -> handler.handleEvent(event));
  }

  /** Hands another message to every handler. */
  void info(Object message) {
    each(message, handler -> handler.handleInfo(message));
  }

  private void each(Object message, Step step) {
    List<Installed> left = new ArrayList<>(handlers.size());
    for (var handler : handlers) {
      var next = advance(handler, message, step);
      if (next != null) left.add(next);
    }
    handlers = left;
  }

  private @Nullable Installed advance(Installed handler, Object message, Step step) {
    EventResult<@Nullable Object> result;
    try {
      result = step.on(handler);
    } catch (ExitSignal signal) {
      throw signal;
    } catch (Throwable thrown) {
      fail(handler, Raised.reason(thrown), message);
      return null;
    }
    if (result != null) return then(handler, result);
    fail(handler, BadReturnValue.reason(null), message);
    return null;
  }

  /** What stands in the handler's place from now on. */
  private @Nullable Installed then(Installed handler, EventResult<@Nullable Object> result) {
    return switch (result) {
      case EventResult.Ok(var state, var hibernate) -> {
        hibernates |= hibernate;
        yield handler.with(state);
      }
      case EventResult.Remove() -> {
        handler.terminate(new HandlerEnd.Removed(), manager, "remove", new HandlerExit.Normal());
        yield null;
      }
      case EventResult.Swap(var last, var state, var next, var args) -> {
        var supervisor = handler.supervisor();
        var term = handOver(handler.with(state), last, next, supervisor);
        yield switch (init(next, new Takeover(args, term))) {
          case Entry.In(var successor) -> successor.ownedBy(supervisor);
          case Entry.Out(var why) -> {
            failedToSwap(next, supervisor, why);
            yield null;
          }
        };
      }
    };
  }

  private void failedToSwap(HandlerId id, @Nullable Pid supervisor, HandlerResult.OfAdd result) {
    var reason =
        result instanceof HandlerResult.Crashed(var crash) ? crash : new ExitReason.Other(result);
    new Installed(id, id.callbacks(processes), supervisor, null)
        .report(manager, "swapped", new HandlerExit.Crashed(reason));
  }

  HandlerResult.OfCall call(HandlerId id, Object query) {
    var index = find(id);
    if (index < 0) return new HandlerResult.NotFound();
    EventCallResult<@Nullable Object> result;
    try {
      result = handlers.get(index).handleCall(query);
    } catch (ExitSignal signal) {
      throw signal;
    } catch (Throwable thrown) {
      return crashed(index, Raised.reason(thrown), query);
    }
    if (result == null) return crashed(index, BadReturnValue.reason(null), query);
    var next = then(handlers.get(index), result.then());
    if (next == null) handlers.remove(index);
    else handlers.set(index, next);
    return new HandlerResult.Replied(result.reply());
  }

  private HandlerResult.OfCall crashed(int index, ExitReason reason, Object query) {
    fail(handlers.remove(index), reason, query);
    return new HandlerResult.Crashed(reason);
  }

  private void fail(Installed handler, ExitReason reason, Object message) {
    handler.terminate(
        new HandlerEnd.Failed(reason), manager, message, new HandlerExit.Crashed(reason));
  }

  /** Takes out the handlers that belong to a process which has ended. */
  void supervisorEnded(Pid supervisor, ExitReason reason) {
    List<Installed> left = new ArrayList<>(handlers.size());
    for (var handler : handlers) {
      if (supervisor.equals(handler.supervisor())) {
        handler.terminate(
            new HandlerEnd.ParentEnded(reason),
            manager,
            "parent_terminated",
            new HandlerExit.Shutdown());
      } else {
        left.add(handler);
      }
    }
    handlers = left;
  }

  /** Takes all out: the manager ends. */
  void stop(@Nullable Pid parent) {
    for (var handler : handlers) {
      handler.terminate(new HandlerEnd.ManagerEnds(), manager, "stop", new HandlerExit.Shutdown());
      var supervisor = handler.supervisor();
      if (supervisor != null && !supervisor.equals(parent)) Process.unlink(supervisor);
    }
    handlers = new ArrayList<>();
  }
}
