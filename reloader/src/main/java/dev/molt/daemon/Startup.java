package dev.molt.daemon;

import dev.molt.code.CodeServer;
import dev.molt.code.ModuleName;
import dev.molt.code.ModuleVersion;
import dev.molt.config.StartPolicy;
import dev.molt.process.Fun0;
import dev.molt.process.Next;
import dev.molt.process.Processes;
import dev.molt.process.SpawnOptions;
import dev.molt.term.DownMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls the {@code start()} functions of modules, one after another, each in a fresh process. One
 * that throws or does not come back is told and hinders no other.
 */
final class Startup {
  /** A start that takes longer goes on, but is not waited for. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Processes processes;
  private final CodeServer code;

  Startup(Processes processes, CodeServer code) {
    this.processes = processes;
    this.code = code;
  }

  /**
   * What came of it.
   *
   * @param started modules whose {@code start()} returned
   * @param failed a sentence for each of the others
   */
  record Report(List<String> started, List<String> failed) {}

  Report start(StartPolicy policy) {
    return switch (policy) {
      case StartPolicy.Nothing() -> new Report(List.of(), List.of());
      case StartPolicy.Auto() ->
          start(
              code.allLoaded().stream()
                  .map(ModuleVersion::module)
                  .filter(this::hasStart)
                  .map(ModuleName::binaryName)
                  .toList());
      case StartPolicy.These(var modules) -> start(modules);
    };
  }

  private boolean hasStart(ModuleName module) {
    return code.isExported(module, "start", 0);
  }

  private Report start(List<String> modules) {
    var report = new Report(new ArrayList<>(), new ArrayList<>());
    for (var wanted : modules) {
      switch (new ModuleLookup(code).find(wanted)) {
        case ModuleLookup.Found(var module) -> start(module, report);
        case ModuleLookup.Unknown(var near) ->
            report
                .failed()
                .add(
                    "there is no module "
                        + wanted
                        + (near.isEmpty() ? "" : "; there is " + String.join(", ", near)));
        case ModuleLookup.Ambiguous(var candidates) ->
            report.failed().add(wanted + " may be one of " + String.join(", ", candidates));
      }
    }
    return report;
  }

  private void start(ModuleName module, Report report) {
    if (!hasStart(module)) {
      report.failed().add(module + " has no 'public static start()' without parameters");
      return;
    }
    var ended = new CompletableFuture<DownMessage>();
    var returned = new CompletableFuture<Boolean>();
    Fun0<Object> body =
        () -> {
          var value = call(module);
          returned.complete(true);
          return value;
        };
    var pid = processes.spawn(SpawnOptions.DEFAULT, body);
    processes.watch(pid, ended::complete);
    try {
      CompletableFuture.anyOf(returned, ended).get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      if (returned.isDone()) report.started().add(module.binaryName());
      else report.failed().add("%s.start() ended with %s".formatted(module, ended.join().reason()));
    } catch (TimeoutException late) {
      report
          .failed()
          .add(
              "%s.start() has not returned after %d s; it goes on as %s"
                  .formatted(module, LIMIT.toSeconds(), pid));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      report.failed().add(module + ".start() was not waited for: the daemon stops");
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Object call(ModuleName module) throws Exception {
    try {
      var value = code.call(module, "start");
      return value == null ? Next.stop() : value;
    } catch (Exception | Error thrown) {
      throw thrown;
    } catch (Throwable other) {
      throw new IllegalStateException(other);
    }
  }
}
