package dev.molt.code;

import dev.molt.process.ProcessView;
import dev.molt.process.Processes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Who of a node's processes runs which versions: one sweep answers for any number of versions. Most
 * processes are known without a look at their stacks; the rest are looked at by threads of the
 * census.
 *
 * <p>Any thread.
 */
final class Census implements AutoCloseable {
  /** How often who is not known is asked again, and after what pause. */
  private static final int QUESTIONS = 20;

  private static final long PAUSE_NANOS = 1_000_000;

  private final Processes processes;
  private final Verdicts verdicts = new Verdicts();
  private final ThreadPoolExecutor walkers;

  Census(Processes processes) {
    this.processes = processes;
    var threads =
        Thread.ofPlatform().daemon().name("molt-" + processes.node() + "-census-", 0).factory();
    this.walkers =
        new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 2, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
  }

  /** All that run one of the versions, and all of whom it is not known; in the order of pids. */
  List<Seen> take(Set<String> versions) {
    return sweep(versions, false);
  }

  /** The same up to the first: the others are not looked at. */
  List<Seen> takeFirst(Set<String> versions) {
    return sweep(versions, true);
  }

  /** One process. */
  Seen look(ProcessView process, Set<String> versions) {
    return again(glance(process, versions), versions);
  }

  /** One process, asked once. */
  Seen glance(ProcessView process, Set<String> versions) {
    return new Seen(process, CodeUse.of(verdicts.look(process), versions));
  }

  /** How many stacks need no look as long as their processes rest. */
  int remembered() {
    return verdicts.size();
  }

  private List<Seen> sweep(Set<String> versions, boolean first) {
    if (versions.isEmpty()) return List.of();
    List<ProcessView> inModule = new ArrayList<>();
    processes.forEach(
        process -> {
          if (process.inModule()) inModule.add(process);
        });
    if (inModule.isEmpty()) return List.of();
    List<Seen> users = new ArrayList<>();
    for (var seen : new Walk(verdicts, inModule, versions, first).run(walkers)) {
      var last = again(seen, versions);
      if (!(last.use() instanceof CodeUse.Clean)) users.add(last);
      if (first && last.use() instanceof CodeUse.RunsOld) break;
    }
    users.sort(Comparator.comparingLong(user -> user.pid().serial()));
    return users;
  }

  /** Asks who is not known again, for a while; at the door then counts as inside. */
  private Seen again(Seen seen, Set<String> versions) {
    var latest = seen;
    for (var i = 0; i < QUESTIONS; i++) {
      if (!(latest.use() instanceof CodeUse.NotKnown(var why))) return latest;
      if (why == CodeUse.Why.NO_ANSWER) return latest;
      LockSupport.parkNanos(PAUSE_NANOS);
      latest = glance(latest.process(), versions);
    }
    var process = latest.process();
    return new Seen(process, CodeUse.ofRestless(verdicts.look(process), versions));
  }

  @Override
  public void close() {
    walkers.shutdownNow();
  }
}
