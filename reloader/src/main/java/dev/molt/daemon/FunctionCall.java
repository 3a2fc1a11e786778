package dev.molt.daemon;

import dev.molt.code.CodeServer;
import dev.molt.code.ModuleName;
import dev.molt.code.Undef;
import dev.molt.control.Arguments;
import dev.molt.control.ControlReply;
import dev.molt.control.ControlRequest;
import dev.molt.process.Fun0;
import dev.molt.process.Next;
import dev.molt.process.Processes;
import dev.molt.process.SpawnOptions;
import dev.molt.term.DownMessage;
import dev.molt.term.ExitReason;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Calls a public static function in a fresh process and waits for its result. The process dies with
 * the answer, or goes on if the function returned a {@code Next}; a call that takes too long is
 * killed.
 */
final class FunctionCall {
  private final Processes processes;
  private final CodeServer code;
  private final ModuleName module;
  private final ControlRequest.Call request;

  /** Completed by the process, or by its end. */
  private final CompletableFuture<ControlReply> reply = new CompletableFuture<>();

  FunctionCall(
      Processes processes, CodeServer code, ModuleName module, ControlRequest.Call request) {
    this.processes = processes;
    this.code = code;
    this.module = module;
    this.request = request;
  }

  ControlReply make() {
    code.ensureLoaded(module);
    var version = code.current(module).orElse(null);
    if (version == null)
      return new ControlReply.Refused("undef", module + " is not loaded and cannot be", List.of());
    var types = version.types(request.function(), request.arguments().size());
    if (types.isEmpty()) return undef();
    return switch (Arguments.choose(request.arguments(), types)) {
      case Arguments.Choice.Chosen(var index, var values) ->
          call(types.get(index).returnType() == void.class, values.toArray());
      case Arguments.Choice.NoneFits(var why) ->
          new ControlReply.Refused(
              "badarg", module + "." + request.function() + ": " + String.join("; ", why));
      case Arguments.Choice.Ambiguous(var fitting) ->
          new ControlReply.Refused(
              "ambiguous",
              "several functions fit",
              fitting.stream().map(type -> request.function() + type).toList());
    };
  }

  private ControlReply undef() {
    try {
      code.call(module, request.function(), request.arguments().toArray());
      throw new IllegalStateException(request.function() + " appeared while it was looked for");
    } catch (Undef undef) {
      return refused(undef);
    } catch (Throwable other) {
      return new ControlReply.Failed(other.toString());
    }
  }

  private static ControlReply refused(Undef undef) {
    return new ControlReply.Refused(
        "undef",
        "undef: %s.%s/%d".formatted(undef.module(), undef.function(), undef.arity()),
        undef.nearMisses());
  }

  private ControlReply call(boolean isVoid, @Nullable Object[] values) {
    Fun0<Object> body = () -> answer(isVoid, values);
    var pid = processes.spawn(SpawnOptions.DEFAULT, body);
    processes.watch(pid, this::ended);
    try {
      return reply.get(request.timeoutMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      processes.exit(pid, ExitReason.KILL);
      return new ControlReply.Refused(
          "timeout",
          "%s.%s did not return within %d ms; its process %s was killed"
              .formatted(module, request.function(), request.timeoutMillis(), pid));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return new ControlReply.Failed("the daemon stops");
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** In the fresh process. What the function throws ends the process, as it would any other. */
  private Object answer(boolean isVoid, @Nullable Object[] values) throws Exception {
    try {
      var value = code.call(module, request.function(), values);
      reply.complete(new ControlReply.Value(isVoid ? "ok" : String.valueOf(value)));
      return value == null ? Next.stop() : value;
    } catch (Exception | Error thrown) {
      throw thrown;
    } catch (Throwable other) {
      throw new IllegalStateException(other);
    }
  }

  private void ended(DownMessage down) {
    var answer =
        down.reason() instanceof ExitReason.Crash(Undef undef)
            ? refused(undef)
            : new ControlReply.Refused(
                "exit", "its process ended with " + down.reason() + " before it returned");
    reply.complete(answer);
  }
}
