package dev.molt.event;

import dev.molt.process.ExitSignal;
import dev.molt.process.Process;
import dev.molt.sys.Callbacks;
import dev.molt.sys.ChangeCodeResult;
import dev.molt.sys.CodeChange;
import dev.molt.sys.Raised;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One handler in its manager, and the calls into its module. The manager's process only.
 *
 * <p>A state may be null, as {@code EventHandler} says; the checker does not see that in a type
 * variable.
 *
 * @param supervisor who is told when it goes out, and whose end takes it out; or null
 */
@SuppressWarnings("NullAway")
record Installed(
    HandlerId id,
    Callbacks<EventHandler<@Nullable Object>> callbacks,
    @Nullable Pid supervisor,
    @Nullable Object state) {
  private static final Logger LOG = LoggerFactory.getLogger(EventHandler.class);

  Installed with(@Nullable Object next) {
    return new Installed(id, callbacks, supervisor, next);
  }

  Installed ownedBy(@Nullable Pid owner) {
    return new Installed(id, callbacks, owner, state);
  }

  @Nullable EventResult<@Nullable Object> handleEvent(Object event) throws Exception {
    return callbacks.call("handleEvent", 2, module -> module.handleEvent(event, state));
  }

  /** A module that is gone has nothing to say to the message. */
  @Nullable EventResult<@Nullable Object> handleInfo(Object message) throws Exception {
    return callbacks.callOr(
        "handleInfo",
        2,
        module -> module.handleInfo(message, state),
        () -> unhandled(id.module(), message, state));
  }

  static <S extends @Nullable Object> EventResult<S> unhandled(
      String module, Object message, S state) {
    LOG.warn("undefined handleInfo in {}, unhandled message: {}", module, message);
    return EventResult.ok(state);
  }

  @Nullable EventCallResult<@Nullable Object> handleCall(Object query) throws Exception {
    return callbacks.call("handleCall", 2, module -> module.handleCall(query, state));
  }

  ChangeCodeResult changeCode(
      @Nullable Object oldVersion, @Nullable Object extra, Consumer<Installed> keep) {
    return CodeChange.run(
        () ->
            callbacks.call("codeChange", 3, module -> module.codeChange(oldVersion, state, extra)),
        changed -> keep.accept(with(changed)));
  }

  /** What a handler's {@code terminate} came to. */
  sealed interface Termination {
    record Returned(@Nullable Object value) implements Termination {}

    record Threw(ExitReason reason) implements Termination {}

    default @Nullable Object value() {
      return switch (this) {
        case Returned(var value) -> value;
        case Threw(var reason) -> reason;
      };
    }
  }

  /** The handler goes out: its module is called, if it is loaded, and its supervisor told. */
  Termination terminate(HandlerEnd end, Object manager, Object message, HandlerExit.Why why) {
    Termination termination;
    try {
      Object value =
          callbacks.isLoaded()
              ? callbacks.call("terminate", 2, module -> module.terminate(end, state))
              : "ok";
      termination = new Termination.Returned(value);
    } catch (ExitSignal signal) {
      throw signal;
    } catch (Throwable thrown) {
      termination = new Termination.Threw(Raised.reason(thrown));
    }
    report(manager, message, why);
    return termination;
  }

  /** Tells the log, if it failed, and the process that it belongs to. */
  void report(Object manager, Object message, HandlerExit.Why why) {
    if (why instanceof HandlerExit.Crashed(var reason)) {
      LOG.error(
          "event handler {} crashed and is taken out of {}; last event was {}; state was {};"
              + " reason: {}",
          id,
          manager,
          message,
          shown(),
          reason,
          reason instanceof ExitReason.Crash(var thrown) ? thrown : null);
    }
    if (supervisor != null) Process.send(supervisor, new HandlerExit(id, why));
  }

  /** What a reader is shown of its state. */
  @Nullable Object shown() {
    try {
      return callbacks.callOr("formatStatus", 1, module -> module.formatStatus(state), () -> state);
    } catch (ExitSignal signal) {
      throw signal;
    } catch (Throwable thrown) {
      LOG.warn("formatStatus of {} crashed", id, thrown);
      return id.module() + ".formatStatus/1 crashed";
    }
  }
}
