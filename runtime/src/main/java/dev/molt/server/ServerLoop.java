package dev.molt.server;

import dev.molt.code.ModuleName;
import dev.molt.process.ExitSignal;
import dev.molt.process.Fun0;
import dev.molt.process.Fun1;
import dev.molt.process.Next;
import dev.molt.process.Process;
import dev.molt.process.RuntimeCode;
import dev.molt.sys.BadReturnValue;
import dev.molt.sys.Call;
import dev.molt.sys.ChangeCodeResult;
import dev.molt.sys.Debug;
import dev.molt.sys.Runner;
import dev.molt.sys.SystemEvent;
import dev.molt.sys.SystemLoop;
import dev.molt.sys.SystemMessage;
import dev.molt.sys.SystemTarget;
import dev.molt.term.ExitMessage;
import dev.molt.term.From;
import dev.molt.term.Pid;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The life of a server once it is up: waits for a message, has a callback handle it, does what that
 * returned. While it waits, only frames of the runtime are on the stack. Its end is a throw.
 *
 * <p>Longer than most files: it is one loop, and what a system message needs of it.
 *
 * <p>OTP: {@code gen_server:loop/7}, {@code decode_msg}, {@code handle_msg}, {@code
 * handle_common_reply}
 */
final class ServerLoop implements SystemTarget {
  private final ServerCallbacks callbacks;
  private final ServerSetup setup;

  // The server's process only.
  private @Nullable Object state;
  private After after;
  private Debug debug;

  ServerLoop(ServerCallbacks callbacks, ServerSetup setup, @Nullable Object state, After after) {
    this.callbacks = callbacks;
    this.setup = setup;
    this.state = state;
    this.after = after;
    this.debug = setup.debug();
  }

  /** Runs until the server hibernates. */
  Next run() {
    while (true) {
      switch (after) {
        case After.Continue(var argument) -> continueWith(argument);
        case After.Hibernate _ -> {
          return Next.hibernate((Fun0<Next> & RuntimeCode) this::wake);
        }
        case After.Within(var time) -> {
          var message = Process.receive(time);
          handle(message == null ? Timeout.TIMEOUT : message);
        }
        case After.Forever _ -> {
          var message = receive();
          if (message == null) after = After.HIBERNATE;
          else handle(message);
        }
      }
    }
  }

  /** Null: the server has been idle for so long that it hibernates. */
  private @Nullable Object receive() {
    var idle = setup.hibernateAfter();
    return idle == null ? Process.receive() : Process.receive(idle);
  }

  private Next wake() {
    handle(Process.receive());
    return run();
  }

  private void handle(Object message) {
    switch (message) {
      case SystemMessage system -> handleSystem(system);
      case ExitMessage exit when exit.from().equals(setup.parent()) ->
          throw ending(exit, null).stop(exit.reason(), state);
      default -> {
        tell(new SystemEvent.In(message));
        dispatch(message);
      }
    }
  }

  private void handleSystem(SystemMessage message) {
    switch (SystemLoop.handle(message, this)) {
      case SystemLoop.Outcome.Resumed _ -> {}
      case SystemLoop.Outcome.Terminated(var reason) ->
          throw ending(null, null).stop(reason, state);
    }
  }

  private void dispatch(Object message) {
    switch (message) {
      case ServerMessage.Call(var from, var request) -> call(from, request);
      case ServerMessage.Cast(var request) ->
          next(attempt(message, null, () -> callbacks.handleCast(request, state)), message, null);
      default ->
          next(attempt(message, null, () -> callbacks.handleInfo(message, state)), message, null);
    }
  }

  private void continueWith(@Nullable Object argument) {
    var event = new SystemEvent.Continued(argument);
    var result = attempt(event, null, () -> callbacks.handleContinue(argument, state));
    tell(event);
    next(result, event, null);
  }

  private void call(From from, Object request) {
    var result = attempt(request, from, () -> callbacks.handleCall(request, from, state));
    switch (result) {
      case CallResult.Reply(var value, var changed, var then) -> {
        Call.reply(from, value);
        tell(new SystemEvent.Answered(value, from, changed));
        go(changed, then);
      }
      case CallResult.StopReply(var reason, var value, var last) -> {
        try {
          throw ending(request, from).stop(reason, last);
        } finally {
          Call.reply(from, value);
          tell(new SystemEvent.Answered(value, from, last));
        }
      }
      case NoReply<@Nullable Object> unanswered -> next(unanswered, request, from);
      case Stop<@Nullable Object> stop -> next(stop, request, from);
      case null -> throw ending(request, from).stop(BadReturnValue.reason(null), state);
    }
  }

  /** What a callback returned; if it threw, that is the end. */
  private <R extends @Nullable Object> R attempt(
      Object message, @Nullable From client, Callable<R> callback) {
    try {
      return callback.call();
    } catch (ExitSignal signal) {
      throw signal;
    } catch (Throwable thrown) {
      throw ending(message, client).raise(thrown, state);
    }
  }

  private void next(
      @Nullable CastResult<@Nullable Object> result, Object message, @Nullable From client) {
    switch (result) {
      case NoReply(var changed, var then) -> {
        tell(new SystemEvent.Unanswered(changed));
        go(changed, then);
      }
      case Stop(var reason, var last) -> throw ending(message, client).stop(reason, last);
      case null -> throw ending(message, client).stop(BadReturnValue.reason(null), state);
    }
  }

  private void go(@Nullable Object changed, After then) {
    state = changed;
    after = then;
  }

  private void tell(SystemEvent event) {
    debug = debug.event(ServerEvents::print, setup.name(), event);
  }

  private ServerEnd ending(@Nullable Object message, @Nullable From client) {
    return new ServerEnd(callbacks, setup.name(), debug, message, client);
  }

  @Override
  public @Nullable Pid parent() {
    return setup.parent();
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
    return "gen_server";
  }

  @Override
  public @Nullable Object state() {
    return state;
  }

  @Override
  @SuppressWarnings("NullAway") // does not see that a fun's argument may be null
  public @Nullable Object replaceState(Fun1<@Nullable Object, @Nullable Object> function)
      throws Exception {
    Process.enterModule();
    try {
      state = function.apply(state);
    } finally {
      Process.leaveModule();
    }
    return state;
  }

  @Override
  public ChangeCodeResult changeCode(
      String module, @Nullable Object oldVersion, @Nullable Object extra) {
    return callbacks.codeChange(oldVersion, state, extra, changed -> state = changed);
  }

  private record Snapshot(@Nullable Object state) {}

  @Override
  public Object snapshot() {
    return new Snapshot(state);
  }

  @Override
  public void restore(Object snapshot) {
    state = ((Snapshot) snapshot).state();
  }

  @Override
  public List<Runner> whoRuns(Set<ModuleName> modules) {
    return callbacks.whoRuns(modules, state);
  }

  @Override
  public @Nullable Object status(boolean suspended) {
    return callbacks.formatStatus(new ServerStatus(state, null, null, debug.log()));
  }
}
