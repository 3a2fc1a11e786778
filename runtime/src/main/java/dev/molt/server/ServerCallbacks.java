package dev.molt.server;

import dev.molt.code.ModuleName;
import dev.molt.process.ExitSignal;
import dev.molt.sys.Callbacks;
import dev.molt.sys.ChangeCodeResult;
import dev.molt.sys.CodeChange;
import dev.molt.sys.Runner;
import dev.molt.term.ExitReason;
import dev.molt.term.From;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The callbacks of one server, each in the current version of its module. Its process only.
 *
 * <p>A state may be null, as {@code GenServer} says; the checker does not see that in a type
 * variable.
 */
@SuppressWarnings("NullAway")
final class ServerCallbacks {
  private static final Logger LOG = LoggerFactory.getLogger(GenServer.class);

  private final Callbacks<GenServer<@Nullable Object>> callbacks;

  ServerCallbacks(Callbacks<GenServer<@Nullable Object>> callbacks) {
    this.callbacks = callbacks;
  }

  @Nullable InitResult<@Nullable Object> init(@Nullable Object args) throws Exception {
    return callbacks.call("init", 1, module -> module.init(args));
  }

  @Nullable CallResult<@Nullable Object> handleCall(
      Object request, From from, @Nullable Object state) throws Exception {
    return callbacks.call("handleCall", 3, module -> module.handleCall(request, from, state));
  }

  @Nullable CastResult<@Nullable Object> handleCast(Object request, @Nullable Object state)
      throws Exception {
    return callbacks.call("handleCast", 2, module -> module.handleCast(request, state));
  }

  /** A module that is gone has no handleInfo either, so the message is dropped. */
  @Nullable CastResult<@Nullable Object> handleInfo(Object message, @Nullable Object state)
      throws Exception {
    return callbacks.callOr(
        "handleInfo",
        2,
        module -> module.handleInfo(message, state),
        () -> Missing.handleInfo(callbacks.module(), message, state));
  }

  @Nullable CastResult<@Nullable Object> handleContinue(
      @Nullable Object argument, @Nullable Object state) throws Exception {
    return callbacks.call("handleContinue", 2, module -> module.handleContinue(argument, state));
  }

  /** Nothing if the module is not loaded: it is not loaded for this. */
  void terminate(ExitReason reason, @Nullable Object state) throws Exception {
    if (!callbacks.isLoaded()) return;
    callbacks.<@Nullable Object>call(
        "terminate",
        2,
        module -> {
          module.terminate(reason, state);
          return null;
        });
  }

  ChangeCodeResult codeChange(
      @Nullable Object oldVersion,
      @Nullable Object state,
      @Nullable Object extra,
      Consumer<@Nullable Object> keep) {
    return CodeChange.run(
        () ->
            callbacks.call("codeChange", 3, module -> module.codeChange(oldVersion, state, extra)),
        keep);
  }

  /** Only a behaviour of the runtime's own knows of other processes. */
  List<Runner> whoRuns(Set<ModuleName> modules, @Nullable Object state) {
    return callbacks
        .own()
        .<List<Runner>>map(
            own -> own instanceof Directory directory ? directory.whoRuns(modules, state) : null)
        .orElse(List.of());
  }

  /** As the module wants it shown; if it cannot say, no state is shown at all. */
  ServerStatus formatStatus(ServerStatus status) {
    try {
      return callbacks.callOr(
          "formatStatus", 1, module -> module.formatStatus(status), () -> status);
    } catch (ExitSignal signal) {
      throw signal;
    } catch (Throwable thrown) {
      LOG.warn("formatStatus of {} crashed", callbacks.module(), thrown);
      return status.withState(callbacks.module() + ".formatStatus/1 crashed");
    }
  }
}
