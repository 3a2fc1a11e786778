package dev.molt.conformance.play;

import dev.molt.conformance.system.Reasons;
import dev.molt.process.Fun0;
import dev.molt.process.Next;
import dev.molt.process.Processes;
import dev.molt.process.SpawnOptions;
import dev.molt.term.ExitReason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs something in a fresh process and waits for what it gives. */
final class Fresh {
  private static final long LIMIT_SECONDS = 30;

  private final Processes processes;

  Fresh(Processes processes) {
    this.processes = processes;
  }

  /** Begins it; completed with what it gives, or with {@code exit R} if the process dies. */
  CompletableFuture<String> begin(Fun0<String> work) {
    var result = new CompletableFuture<String>();
    Fun0<Next> body =
        () -> {
          result.complete(work.apply());
          return Next.stop();
        };
    var pid = processes.spawn(SpawnOptions.DEFAULT, body);
    processes.watch(
        pid,
        down -> {
          if (!(down.reason() instanceof ExitReason.Normal))
            result.complete("exit " + Reasons.symbol(down.reason()));
        });
    return result;
  }

  String run(Fun0<String> work) {
    return await(begin(work));
  }

  static String await(CompletableFuture<String> result) {
    try {
      return result.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      return "timeout";
    } catch (InterruptedException | java.util.concurrent.ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
