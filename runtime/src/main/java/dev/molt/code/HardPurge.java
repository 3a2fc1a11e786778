package dev.molt.code;

import dev.molt.process.ProcessStatus;
import dev.molt.process.ProcessView;
import dev.molt.process.Processes;
import dev.molt.term.Pid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One hard purge of some versions, in OTP's order: gates up, verdicts, and before the first kill
 * who cannot be killed; gates closed, kills, every death waited for; poison. Who is found in the
 * way before the first kill calls it off for all versions, who is found so afterwards for those it
 * runs.
 *
 * <p>The code server's thread.
 */
final class HardPurge {
  private static final long PAUSE_NANOS = 1_000_000;

  private final Processes processes;
  private final Census census;
  private final ForeignThreads foreign;
  private final PurgeOptions options;
  private final Batch batch;
  private final Obstacles obstacles;
  private final Killing killing;
  private final List<Unkillable> inTheWay = new ArrayList<>();

  HardPurge(
      Processes processes,
      Census census,
      ForeignThreads foreign,
      Collection<ModuleVersion> old,
      PurgeOptions options) {
    this.processes = processes;
    this.census = census;
    this.foreign = foreign;
    this.options = options;
    this.batch = new Batch(old);
    this.obstacles = new Obstacles(foreign, !killsForeign());
    this.killing = new Killing(processes);
  }

  Purger.Purged run() {
    try {
      var victims = decide();
      if (!inTheWay.isEmpty()) return new Purger.Purged(calledOff(), List.of());
      kill(victims);
      var gone = batch.versions();
      batch.poison();
      var result =
          inTheWay.isEmpty() ? new PurgeResult.Purged(true, killing.killed()) : calledOff();
      return new Purger.Purged(result, gone);
    } finally {
      // Those that stay, and after a fault all: nobody must be held at their gates.
      batch.lower();
    }
  }

  private PurgeResult calledOff() {
    return new PurgeResult.CalledOff(List.copyOf(inTheWay), killing.killed());
  }

  /** The victims; nobody enters any more then, unless somebody is in the way. */
  private List<Seen> decide() {
    var until = System.nanoTime() + options.obstacles().toNanos();
    while (true) {
      batch.raise();
      var seen = settled(census.take(batch.names()));
      var against = obstacles.among(seen, batch.names(), thread -> false);
      if (against.isEmpty()) {
        var victims = withLatecomers(seen, batch.close());
        if (!killsForeign()) inTheWay.addAll(foreign("is no process"));
        return victims;
      }
      inTheWay.addAll(awaited(against, until));
      if (!inTheWay.isEmpty()) return List.of();
      batch.lower();
    }
  }

  /** Waits, with the gates letting everybody pass, for those in the way to go. Who is left then. */
  private List<Unkillable> awaited(List<Unkillable> against, long until) {
    batch.watch();
    var left = against;
    while (!left.isEmpty() && until - System.nanoTime() > 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
      left = obstacles.among(census.take(batch.names()), batch.names(), batch::saw);
    }
    return left;
  }

  /** Those who run, and do not wait, in old code may be about to leave it. */
  private List<Seen> settled(List<Seen> seen) {
    var until = System.nanoTime() + options.settling().toNanos();
    var latest = new ArrayList<>(seen);
    while (latest.stream().anyMatch(HardPurge::runs) && until - System.nanoTime() > 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
      latest.replaceAll(one -> runs(one) ? onceMore(one) : one);
      latest.removeIf(one -> one.use() instanceof CodeUse.Clean);
    }
    return latest;
  }

  static boolean runs(Seen seen) {
    return seen.process().status() instanceof ProcessStatus.Running;
  }

  /** Who cannot be judged this time is what it was last time. */
  private Seen onceMore(Seen before) {
    var now = census.glance(before.process(), batch.names());
    return now.use() instanceof CodeUse.NotKnown ? before : now;
  }

  /** Who was let in while the gates stood is looked at again, now that nobody can enter. */
  private List<Seen> withLatecomers(List<Seen> seen, Set<Thread> inside) {
    var latecomers = new HashSet<>(inside);
    seen.forEach(one -> latecomers.remove(one.process().thread()));
    List<Seen> victims = new ArrayList<>(seen);
    if (latecomers.isEmpty()) return victims;
    List<Seen> late = new ArrayList<>();
    processes.forEach(
        process -> {
          var thread = process.thread();
          if (thread == null || !latecomers.contains(thread)) return;
          var one = census.look(process, batch.names());
          if (!one.frames().isEmpty()) late.add(one);
        });
    victims.addAll(settled(late));
    return victims;
  }

  private void kill(List<Seen> victims) {
    var threads = new HashSet<Thread>();
    Map<Pid, Seen> killed = new HashMap<>();
    for (var victim : victims) {
      var version = firstVersion(victim);
      if (version == null) continue;
      killing.add(victim, version);
      killed.put(victim.pid(), victim);
      var thread = victim.process().thread();
      if (thread != null) threads.add(thread);
    }
    batch.doom(threads);
    List<Unkillable> left = new ArrayList<>();
    for (var process : killing.run(options.deadline())) {
      var survivor = killed.get(process.pid());
      if (survivor != null) left.addAll(survives(survivor));
    }
    if (killsForeign()) left.addAll(expel(System.nanoTime() + options.deadline().toNanos()));
    callOff(left);
  }

  /** The first of the batch that it runs; null if it runs none that is still in the batch. */
  private @Nullable String firstVersion(Seen victim) {
    for (var version : batch.versions()) {
      if (victim.runs(version.toString())) return version.toString();
    }
    return null;
  }

  private List<Unkillable> survives(Seen victim) {
    ProcessView process = victim.process();
    return victim.frames().keySet().stream()
        .map(version -> Obstacles.unkillable(process, version, "did not end in time"))
        .toList();
  }

  /** Ends the threads that are no processes; those that stay. */
  private List<Unkillable> expel(long until) {
    while (true) {
      var found = foreign.on(batch.names());
      if (found.isEmpty()) return List.of();
      var threads = new HashSet<Thread>();
      found.forEach(one -> threads.add(one.thread()));
      batch.expel(threads);
      if (until - System.nanoTime() <= 0) return foreign("did not end in time");
      LockSupport.parkNanos(PAUSE_NANOS);
      for (var one : found) {
        if (Interrupts.help(one.trace(), one.thread().getState())) one.thread().interrupt();
      }
    }
  }

  private List<Unkillable> foreign(String why) {
    return foreign.on(batch.names()).stream().map(one -> one.because(why)).toList();
  }

  private boolean killsForeign() {
    return options.foreign() == PurgeOptions.Foreign.KILL;
  }

  /** The versions that these run leave the batch. */
  private void callOff(List<Unkillable> unkillable) {
    inTheWay.addAll(unkillable);
    for (var name : batch.names()) {
      if (unkillable.stream().anyMatch(one -> one.version().equals(name))) batch.release(name);
    }
  }
}
