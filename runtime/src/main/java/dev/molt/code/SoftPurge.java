package dev.molt.code;

import dev.molt.process.Processes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * One soft purge: as a hard one, but the first who runs the old code ends it, and all is as before.
 *
 * <p>The code server's thread.
 */
final class SoftPurge {
  private static final long PAUSE_NANOS = 1_000_000;

  private final Processes processes;
  private final Census census;
  private final ForeignThreads foreign;
  private final PurgeOptions options;
  private final String version;
  private final Batch batch;

  SoftPurge(
      Processes processes,
      Census census,
      ForeignThreads foreign,
      ModuleVersion old,
      PurgeOptions options) {
    this.processes = processes;
    this.census = census;
    this.foreign = foreign;
    this.options = options;
    this.version = old.toString();
    this.batch = new Batch(List.of(old));
  }

  SoftPurgeResult run() {
    try {
      batch.raise();
      var users = settledUsers();
      if (users.isEmpty()) users = latecomers(batch.close());
      var threads =
          users.isEmpty()
              ? foreign.on(batch.names()).stream().map(one -> one.because("is no process")).toList()
              : List.<Unkillable>of();
      if (users.isEmpty() && threads.isEmpty()) {
        batch.poison();
        return new SoftPurgeResult.SoftPurged(true);
      }
      return refused(users, threads);
    } finally {
      batch.lower();
    }
  }

  private List<Seen> settledUsers() {
    var until = System.nanoTime() + options.settling().toNanos();
    var users = census.takeFirst(batch.names());
    while (users.stream().anyMatch(HardPurge::runs) && until - System.nanoTime() > 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
      users = census.takeFirst(batch.names());
    }
    return users;
  }

  private List<Seen> latecomers(Set<Thread> inside) {
    List<Seen> late = new ArrayList<>();
    if (inside.isEmpty()) return late;
    var threads = new HashSet<>(inside);
    processes.forEach(
        process -> {
          var thread = process.thread();
          if (thread == null || !threads.contains(thread)) return;
          var one = census.look(process, batch.names());
          if (!(one.use() instanceof CodeUse.Clean)) late.add(one);
        });
    return late;
  }

  private SoftPurgeResult refused(List<Seen> users, List<Unkillable> threads) {
    List<ProcessUse> uses = new ArrayList<>();
    List<Unkillable> unknown = new ArrayList<>(threads);
    for (var user : users) {
      if (user.runs(version)) uses.add(user.on(version));
      else unknown.add(Obstacles.unkillable(user.process(), version, "does not tell its stack"));
    }
    return new SoftPurgeResult.StillInUse(List.copyOf(uses), List.copyOf(unknown));
  }
}
