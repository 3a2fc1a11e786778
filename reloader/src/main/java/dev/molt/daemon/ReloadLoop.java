package dev.molt.daemon;

import dev.molt.compile.CompileResult;
import dev.molt.plan.Planner;
import dev.molt.report.ReloadEvent;
import dev.molt.report.Reporter;
import dev.molt.source.SourceFile;
import dev.molt.swap.StageClock;
import dev.molt.swap.StageClock.Stage;
import dev.molt.watch.ChangeSet;
import dev.molt.watch.SourceWatcher;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A saved file's way into the running system, to be read from top to bottom: watch, compile, and
 * then in {@link Batch} prepare, preview, purge, load; each told as it happens.
 *
 * <p>Runs on one platform thread of the daemon, which busy processes cannot starve.
 */
final class ReloadLoop implements Runnable {
  /** So that a stop is heeded soon. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final SourceWatcher watcher;
  private final Sources sources;
  private final Batch.Maker batches;
  private final Duration failureHold;
  private final Reporter reporter;

  // Owned by the thread that runs the loop; read by any.
  private volatile long taken;

  // Set once, by whoever stops the daemon.
  private volatile boolean stopped;

  ReloadLoop(
      SourceWatcher watcher,
      Sources sources,
      Batch.Maker batches,
      Duration failureHold,
      Reporter reporter) {
    this.watcher = watcher;
    this.sources = sources;
    this.batches = batches;
    this.failureHold = failureHold;
    this.reporter = reporter;
  }

  @Override
  public void run() {
    try {
      var ready = false;
      while (!stopped) {
        var changes = watcher.poll(ready ? PATIENCE : Duration.ZERO);
        if (changes.isPresent()) reload(changes.get());
        ready = changes.isEmpty() && (ready || sources.prepare());
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the batch that is under way come to its end, and takes no more. Any thread. */
  void stop() {
    stopped = true;
  }

  /** How many batches were taken up. Any thread. */
  long taken() {
    return taken;
  }

  /**
   * Success is optimistic, failure waits: what compiles is swapped at once; what does not may be
   * half written, so its errors are told only when the files have been quiet for a moment, and not
   * at all if they change meanwhile.
   */
  private void reload(ChangeSet changes) throws InterruptedException {
    var id = ++taken;
    var clock = new StageClock(changes.written(), Instant.now(), System::nanoTime);
    var request = Planner.whatToCompile(changes);
    var result = clock.in(Stage.COMPILE, () -> sources.compile(request));
    var changed = changes.changes().keySet().stream().map(SourceFile::path).toList();
    if (result instanceof CompileResult.Compiled compiled)
      batches.make(id, changed, clock).swap(compiled);
    if (isGood(result)) return;
    var more = watcher.pollUntilQuiet(failureHold);
    if (more.isPresent()) reload(more.get());
    else tell(id, changed, clock, result);
  }

  private static boolean isGood(CompileResult result) {
    return result instanceof CompileResult.Compiled && result.broken().isEmpty();
  }

  private void tell(long id, List<String> changed, StageClock clock, CompileResult result) {
    var errors =
        result instanceof CompileResult.CompilerCrashed(var cause, _)
            ? List.of("the compiler crashed, save again to try again: " + cause)
            : List.<String>of();
    reporter.tell(
        new ReloadEvent.Rejected(
            Instant.now(), id, changed, result.diagnostics(), errors, clock.times()));
  }
}
