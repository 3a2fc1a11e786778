package dev.molt.event;

import dev.molt.process.Process;
import dev.molt.sys.CodeChangeResult;
import dev.molt.term.Pid;
import org.jspecify.annotations.Nullable;

/** A handler that tells a process all it hears, or does what its events say. */
final class Recorder implements EventHandler<Recorder.State> {
  /**
   * @param name what it calls itself
   */
  record State(String name, Pid to) {}

  record Heard(String name, Object what) {}

  interface OnEvent {
    @Nullable EventResult<State> run(State state) throws Exception;
  }

  interface OnCall {
    @Nullable EventCallResult<State> run(State state) throws Exception;
  }

  @Override
  public HandlerInit<State> init(@Nullable Object args) {
    return switch (args) {
      case State state -> HandlerInit.ok(state);
      case Takeover(var own, var term) when own instanceof State state -> {
        Process.send(state.to(), new Heard(state.name(), "after " + term));
        yield HandlerInit.ok(state);
      }
      case RuntimeException boom -> throw boom;
      case null, default -> HandlerInit.refuse("not a state: " + args);
    };
  }

  @Override
  @SuppressWarnings("NullAway") // a bad return value is null
  public EventResult<State> handleEvent(Object event, State state) throws Exception {
    if (event instanceof OnEvent on) return on.run(state);
    Process.send(state.to(), new Heard(state.name(), event));
    return EventResult.ok(state);
  }

  @Override
  @SuppressWarnings("NullAway")
  public EventCallResult<State> handleCall(Object request, State state) throws Exception {
    return request instanceof OnCall on
        ? on.run(state)
        : EventCallResult.reply(state.name() + " " + request, state);
  }

  @Override
  public EventResult<State> handleInfo(Object message, State state) {
    Process.send(state.to(), new Heard(state.name(), "info " + message));
    return EventResult.ok(state);
  }

  @Override
  public Object terminate(HandlerEnd why, State state) {
    Process.send(state.to(), new Heard(state.name(), why));
    return state.name() + " is out";
  }

  @Override
  public CodeChangeResult<State> codeChange(
      @Nullable Object oldVersion, @Nullable Object state, @Nullable Object extra) {
    return state instanceof State(var name, var to)
        ? CodeChangeResult.ok(new State(name + "/" + oldVersion + "/" + extra, to))
        : CodeChangeResult.error("no state");
  }
}
