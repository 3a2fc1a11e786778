package dev.molt.code;

import dev.molt.process.ProcessView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the stacks of many processes, on two threads when it pays, and waits for the answers no
 * longer than a deadline.
 */
final class Walk {
  /** So few are looked at by one thread. */
  private static final int FEW = 64;

  private static final int CHUNK = 256;

  /** A look takes some 10 us, 9 ms at worst; a thread held by a debugger takes for ever. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final long MORE_NANOS_EACH = 200_000;

  private final Verdicts.Generation generation;
  private final List<ProcessView> processes;
  private final Set<String> versions;
  private final boolean first;

  // Written by the walkers, each its own places.
  private final AtomicReferenceArray<@Nullable CodeUse> uses;
  private final AtomicInteger next = new AtomicInteger();
  private volatile boolean enough;

  /**
   * @param first whether the first one found on old code ends the walk
   */
  Walk(Verdicts verdicts, List<ProcessView> processes, Set<String> versions, boolean first) {
    this.generation = verdicts.begin();
    this.processes = processes;
    this.versions = versions;
    this.first = first;
    this.uses = new AtomicReferenceArray<>(processes.size());
  }

  /**
   * @return all but the clean: who runs old code, and who is not known; after a walk that ended
   *     early, only who was found
   */
  List<Seen> run(Executor walkers) {
    var count = processes.size() <= FEW ? 1 : 2;
    var done = new CountDownLatch(count);
    for (var i = 0; i < count; i++) {
      walkers.execute(
          () -> {
            try {
              walk();
            } finally {
              done.countDown();
            }
          });
    }
    var inTime = await(done, PATIENCE.toNanos() + processes.size() * MORE_NANOS_EACH);
    if (inTime && !enough) generation.end();
    return results();
  }

  private void walk() {
    for (int from; !enough && (from = next.getAndAdd(CHUNK)) < processes.size(); ) {
      var to = Math.min(processes.size(), from + CHUNK);
      for (var i = from; i < to && !enough; i++) {
        var use = CodeUse.of(generation.look(processes.get(i)), versions);
        uses.set(i, use);
        if (first && use instanceof CodeUse.RunsOld) enough = true;
      }
    }
  }

  private List<Seen> results() {
    List<Seen> results = new ArrayList<>();
    for (var i = 0; i < processes.size(); i++) {
      var use = uses.get(i);
      if (use == null) use = new CodeUse.NotKnown(CodeUse.Why.NO_ANSWER);
      var counts = enough ? use instanceof CodeUse.RunsOld : !(use instanceof CodeUse.Clean);
      if (counts) results.add(new Seen(processes.get(i), use));
    }
    return results;
  }

  /** The code server's thread is never interrupted but to end it. */
  private static boolean await(CountDownLatch done, long nanos) {
    try {
      return done.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
