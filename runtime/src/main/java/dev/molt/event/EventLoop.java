package dev.molt.event;

import dev.molt.code.ModuleName;
import dev.molt.process.ExitException;
import dev.molt.process.Fun0;
import dev.molt.process.Fun1;
import dev.molt.process.Next;
import dev.molt.process.Process;
import dev.molt.process.RuntimeCode;
import dev.molt.sys.Call;
import dev.molt.sys.ChangeCodeResult;
import dev.molt.sys.Debug;
import dev.molt.sys.Runner;
import dev.molt.sys.SystemEvent;
import dev.molt.sys.SystemLoop;
import dev.molt.sys.SystemMessage;
import dev.molt.sys.SystemTarget;
import dev.molt.term.ExitMessage;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of an event manager. Its end is a throw.
 *
 * <p>Longer than most files: it is one loop, and what a system message needs of it.
 *
 * <p>OTP: {@code gen_event:loop/6}, {@code handle_msg/6}
 */
final class EventLoop implements SystemTarget {
  private static final Logger LOG = LoggerFactory.getLogger(EventHandler.class);

  private final @Nullable Pid parent;
  private final Object name;
  private final @Nullable Duration hibernateAfter;
  private final EventHandlers handlers;

  // The manager's process only.
  private Debug debug;
  private boolean hibernates;

  EventLoop(@Nullable Pid parent, Object name, @Nullable Duration hibernateAfter, Debug debug) {
    this.parent = parent;
    this.name = name;
    this.hibernateAfter = hibernateAfter;
    this.debug = debug;
    this.handlers = new EventHandlers(Process.processes(), name);
  }

  /** Runs until the manager hibernates. */
  Next run() {
    while (true) {
      var message = hibernateAfter == null ? Process.receive() : Process.receive(hibernateAfter);
      if (message == null) hibernates = true;
      else handle(message);
      if (hibernates) return Next.hibernate((Fun0<Next> & RuntimeCode) this::wake);
    }
  }

  private Next wake() {
    handle(Process.receive());
    return hibernates ? Next.hibernate((Fun0<Next> & RuntimeCode) this::wake) : run();
  }

  private void handle(Object message) {
    switch (message) {
      case SystemMessage system -> {
        // It does not change whether the manager hibernates.
        if (SystemLoop.handle(system, this) instanceof SystemLoop.Outcome.Terminated(var reason))
          throw end(reason);
      }
      case ExitMessage(var from, var reason) when from.equals(parent) -> throw end(reason);
      default -> {
        debug = debug.event(EventLoop::print, name, new SystemEvent.In(message));
        dispatch(message);
        hibernates = handlers.takeHibernate();
      }
    }
  }

  private void dispatch(Object message) {
    switch (message) {
      case EventMessage.Notify(var event) -> handlers.event(event);
      case EventMessage.Request(var from, var request) -> Call.reply(from, answer(request));
      case ExitMessage(var from, var reason) -> {
        handlers.supervisorEnded(from, reason);
        handlers.info(message);
      }
      default -> handlers.info(message);
    }
  }

  private @Nullable Object answer(EventRequest request) {
    return switch (request) {
      case EventRequest.SyncNotify(var event) -> {
        handlers.event(event);
        yield null;
      }
      case EventRequest.Call(var handler, var query) -> handlers.call(handler, query);
      case EventRequest.Add(var handler, var args, var supervisor) ->
          handlers.add(handler, args, supervisor);
      case EventRequest.Delete(var handler, var args) -> handlers.delete(handler, args);
      case EventRequest.Swap swap -> handlers.swap(swap);
      case EventRequest.WhichHandlers() -> handlers.all().stream().map(Installed::id).toList();
    };
  }

  private RuntimeException end(ExitReason reason) {
    handlers.stop(parent);
    throw new ExitException(reason);
  }

  private static void print(PrintStream out, SystemEvent event, @Nullable Object name) {
    var text =
        switch (event) {
          case SystemEvent.In(EventMessage.Notify(var told)) -> "got event " + told;
          case SystemEvent.In(var message) -> "got " + message;
          default -> ": " + event;
        };
    out.println("*DBG* " + name + " " + text);
  }

  @Override
  public @Nullable Pid parent() {
    return parent;
  }

  @Override
  public Debug debug() {
    return debug;
  }

  @Override
  public void debug(Debug newDebug) {
    debug = newDebug;
  }

  @Override
  public String kind() {
    return "gen_event";
  }

  @Override
  public Object state() {
    return handlers.all().stream()
        .map(handler -> new HandlerState(handler.id(), handler.state()))
        .toList();
  }

  /**
   * The function is called for each handler with its {@link HandlerState}; one it fails for stays.
   */
  @Override
  public Object replaceState(Fun1<@Nullable Object, @Nullable Object> function) {
    List<Installed> changed = new ArrayList<>();
    for (var handler : handlers.all()) changed.add(replaced(handler, function));
    handlers.replace(changed);
    return state();
  }

  private static Installed replaced(
      Installed handler, Fun1<@Nullable Object, @Nullable Object> function) {
    Process.enterModule();
    try {
      var before = new HandlerState(handler.id(), handler.state());
      return function.apply(before) instanceof HandlerState(var id, var state)
              && id.equals(handler.id())
          ? handler.with(state)
          : handler;
    } catch (Exception failed) {
      LOG.debug("no other state for {}", handler.id(), failed);
      return handler;
    } finally {
      Process.leaveModule();
    }
  }

  /** All handlers of that module are changed, or none. */
  @Override
  public ChangeCodeResult changeCode(
      String module, @Nullable Object oldVersion, @Nullable Object extra) {
    List<Installed> changed = new ArrayList<>();
    for (var handler : handlers.all()) {
      if (!handler.id().module().equals(module)) {
        changed.add(handler);
        continue;
      }
      var result = handler.changeCode(oldVersion, extra, changed::add);
      if (!(result instanceof ChangeCodeResult.Changed)) return result;
    }
    handlers.replace(changed);
    return new ChangeCodeResult.Changed();
  }

  private record Snapshot(List<Installed> handlers) {}

  @Override
  public Object snapshot() {
    return new Snapshot(handlers.all());
  }

  @Override
  public void restore(Object snapshot) {
    handlers.replace(((Snapshot) snapshot).handlers());
  }

  @Override
  public List<Runner> whoRuns(Set<ModuleName> modules) {
    return handlers.all().stream()
        .map(handler -> handler.id().module())
        .filter(callbacks -> modules.contains(ModuleName.ofClass(callbacks)))
        .distinct()
        .map(callbacks -> new Runner(Process.self(), callbacks))
        .toList();
  }

  @Override
  public Object status(boolean suspended) {
    return handlers.all().stream()
        .map(handler -> new HandlerState(handler.id(), handler.shown()))
        .toList();
  }
}
