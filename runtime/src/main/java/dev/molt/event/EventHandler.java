package dev.molt.event;

import dev.molt.code.Undef;
import dev.molt.sys.CodeChangeResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The callbacks of an event handler, which runs in its event manager's process together with
 * others. A module implements them, as it does those of a server: through one instance for each
 * version, without state of its own. One that throws is taken out; the manager and the other
 * handlers go on.
 *
 * @param <S> the handler's state
 *     <p>OTP: {@code gen_event}
 */
public interface EventHandler<S extends @Nullable Object> {
  /**
   * The handler comes in.
   *
   * @param args from who adds it; {@link Takeover} if it takes the place of another
   */
  HandlerInit<S> init(@Nullable Object args) throws Exception;

  EventResult<S> handleEvent(Object event, S state) throws Exception;

  /** Answers a call of this one handler. */
  default EventCallResult<S> handleCall(Object request, S state) throws Exception {
    throw new Undef(getClass().getName(), "handleCall", 2, List.of());
  }

  /** Handles any message to the manager that is no event and no request. */
  default EventResult<S> handleInfo(Object message, S state) throws Exception {
    return Installed.unhandled(getClass().getName(), message, state);
  }

  /**
   * The handler goes out.
   *
   * @return given to who takes it out, or to its successor
   */
  default @Nullable Object terminate(HandlerEnd why, S state) throws Exception {
    return "ok";
  }

  default CodeChangeResult<S> codeChange(
      @Nullable Object oldVersion, @Nullable Object state, @Nullable Object extra)
      throws Exception {
    throw new Undef(getClass().getName(), "codeChange", 3, List.of());
  }

  /** What a reader is shown of the state. */
  default @Nullable Object formatStatus(S state) throws Exception {
    return state;
  }
}
