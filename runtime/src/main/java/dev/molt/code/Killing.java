package dev.molt.code;

import dev.molt.process.Death;
import dev.molt.process.DeathListener;
import dev.molt.process.ProcessView;
import dev.molt.process.Processes;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Kills the processes that run old code, waits until each is gone, and finds out who fell with
 * them. The purge's thread; deaths are reported by the dying.
 */
final class Killing implements DeathListener {
  /** Those who fall die of a signal that is under way: not waited for longer than this. */
  private static final Duration FALLING = Duration.ofMillis(500);

  /** A signal comes through a link a moment after the one at its other end is gone. */
  private static final long UNDER_WAY_NANOS = 10_000_000;

  private static final long PAUSE_NANOS = 200_000;

  private final Processes processes;

  // As they were before the kill, in the order of their pids, then of the falls. Not written while
  // deaths are reported.
  private final Map<Pid, ProcessUse> victims = new LinkedHashMap<>();
  private final Map<Pid, ProcessUse> falling = new LinkedHashMap<>();
  private final Map<Pid, ProcessView> views = new LinkedHashMap<>();

  // Put in by dying processes.
  private final Queue<Death> throughLinks = new ConcurrentLinkedQueue<>();
  private final Set<Pid> endedOtherwise = ConcurrentHashMap.newKeySet();

  Killing(Processes processes) {
    this.processes = processes;
  }

  /** One more to be killed, for the version that is named. */
  void add(Seen seen, String version) {
    victims.put(seen.pid(), seen.on(version));
    views.put(seen.pid(), seen.process());
  }

  /**
   * @param patience how long it waits without any of them dying
   * @return those that are not gone then
   */
  List<ProcessView> run(Duration patience) {
    if (victims.isEmpty()) return List.of();
    foresee();
    processes.addDeathListener(this);
    try {
      var living = new CountDownLatch(victims.size());
      for (var pid : victims.keySet()) processes.watch(pid, down -> living.countDown());
      for (var pid : victims.keySet()) processes.exit(pid, ExitReason.KILL);
      awaitVictims(living, patience);
      awaitFalling(System.nanoTime() + FALLING.toNanos());
    } finally {
      processes.removeDeathListener(this);
    }
    return victims.keySet().stream().filter(this::lives).map(views::get).toList();
  }

  private void foresee() {
    for (var fall : Falls.of(victims.keySet(), new ProcessLinks(processes))) {
      var root = victims.get(fall.root());
      var view = processes.view(fall.pid());
      if (root == null || view.isEmpty()) continue;
      var because = new Because.LinkOf(fall.with());
      falling.put(fall.pid(), Seen.describe(view.get(), root.version(), null, because));
      views.put(fall.pid(), view.get());
    }
  }

  private static void awaitVictims(CountDownLatch living, Duration patience) {
    try {
      long before;
      do {
        before = living.getCount();
        if (living.await(patience.toNanos(), TimeUnit.NANOSECONDS)) return;
      } while (living.getCount() < before);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitFalling(long until) {
    for (var pid : falling.keySet()) {
      var signal = System.nanoTime() + UNDER_WAY_NANOS;
      while (lives(pid) && until - System.nanoTime() > 0) {
        if (!isDoomed(pid) && signal - System.nanoTime() < 0) break;
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private boolean lives(Pid pid) {
    return processes.view(pid).isPresent();
  }

  private boolean isDoomed(Pid pid) {
    return processes.view(pid).map(view -> view.pendingExit() != null).orElse(false);
  }

  @Override
  public void died(Death death) {
    if (death.causedBy() != null) throughLinks.add(death);
    // It came to its own end, or was being ended, before the kill reached it.
    var killed = death.reason() instanceof ExitReason.Killed;
    if (!killed && victims.containsKey(death.pid())) endedOtherwise.add(death.pid());
  }

  /** Who is gone: those killed, then those who fell with them. */
  List<KilledProcess> killed() {
    Map<Pid, KilledProcess> dead = new LinkedHashMap<>();
    victims.forEach(
        (pid, use) -> {
          if (!lives(pid) && !endedOtherwise.contains(pid))
            dead.put(pid, killed(use, use.because()));
        });
    // A death is reported before those that it causes.
    for (var death : throughLinks) {
      var cause = death.causedBy() == null ? null : dead.get(death.causedBy());
      if (cause == null || dead.containsKey(death.pid())) continue;
      dead.put(death.pid(), fell(death, cause));
    }
    return new ArrayList<>(dead.values());
  }

  private KilledProcess fell(Death death, KilledProcess cause) {
    var because = new Because.LinkOf(cause.pid());
    var foreseen = falling.get(death.pid());
    if (foreseen != null) return killed(foreseen, because);
    return new KilledProcess(
        death.pid(), death.name(), cause.version(), null, "", Instant.now(), because);
  }

  private static KilledProcess killed(ProcessUse use, Because because) {
    return new KilledProcess(
        use.pid(), use.name(), use.version(), use.frame(), use.waitsFor(), use.since(), because);
  }
}
