package dev.molt.conformance.play;

import dev.molt.process.DeathListener;
import dev.molt.process.ProcessStatus;
import dev.molt.process.ProcessView;
import dev.molt.term.Pid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Waits until a node has come to rest: every process waits, or is suspended, or dead, nothing is on
 * its way, and every process that spins has gone through a round since.
 *
 * <p>A process that dies is out of the node's table before its links and monitors are told. So it
 * counts until its thread has ended.
 */
final class Settling implements AutoCloseable {
  private static final int EQUAL_PICTURES = 3;
  private static final long BETWEEN_NANOS = 1_000_000;
  private static final long LIMIT_NANOS = 20_000_000_000L;

  private final World world;
  private final Pid driver;

  // Any thread: each dying process adds its own.
  private final Queue<Thread> dying = new ConcurrentLinkedQueue<>();
  private final DeathListener listener = _ -> dying.add(Thread.currentThread());

  Settling(World world, Pid driver) {
    this.world = world;
    this.driver = driver;
    world.processes().addDeathListener(listener);
  }

  private record Seen(Pid pid, long moves, int messages, Class<?> status) {}

  void await() {
    var rounds = spinners();
    var deadline = System.nanoTime() + LIMIT_NANOS;
    List<Seen> before = List.of();
    var equal = 0;
    while (true) {
      LockSupport.parkNanos(BETWEEN_NANOS);
      // Behind a request, so the code server is at rest as well.
      world.code().isSticky(World.module("m1"));
      var now = picture(rounds);
      equal = now != null && now.equals(before) ? equal + 1 : 0;
      if (equal == EQUAL_PICTURES - 1) return;
      before = now == null ? List.of() : now;
      if (System.nanoTime() > deadline)
        throw new IllegalStateException("does not come to rest: " + busy(rounds));
    }
  }

  private Map<Pid, Long> spinners() {
    Map<Pid, Long> rounds = new HashMap<>();
    for (var entry : world.book().all().values())
      if (entry.kind().startsWith("spin_"))
        rounds.put(entry.pid(), world.book().rounds(entry.pid()));
    return rounds;
  }

  /** Null while something is not at rest. */
  private @Nullable List<Seen> picture(Map<Pid, Long> rounds) {
    dying.removeIf(thread -> !thread.isAlive());
    if (!dying.isEmpty()) return null;
    List<Seen> seen = new ArrayList<>();
    for (var view : world.processes().views()) {
      if (view.pid().equals(driver)) continue;
      var status = view.status();
      if (rounds.containsKey(view.pid())) {
        if (!hasSpun(view, status, rounds.get(view.pid()))) return null;
      } else {
        if (!isAtRest(status)) return null;
        seen.add(new Seen(view.pid(), view.moves(), view.mailboxSize(), status.getClass()));
      }
    }
    return seen;
  }

  private boolean hasSpun(ProcessView view, ProcessStatus status, long before) {
    // Two more: the one that was under way when the operation ended does not count.
    return status instanceof ProcessStatus.Suspended
        || status instanceof ProcessStatus.Dead
        || world.book().rounds(view.pid()) >= before + 2;
  }

  private static boolean isAtRest(ProcessStatus status) {
    return switch (status) {
      case ProcessStatus.Waiting _, ProcessStatus.Suspended _, ProcessStatus.Dead _ -> true;
      // Else the JDK holds it for a moment: a lock of somebody who does not get to run.
      case ProcessStatus.Blocked(_, var since) -> since != null;
      case ProcessStatus.NotStarted _, ProcessStatus.Running _, ProcessStatus.Exiting _ -> false;
    };
  }

  private String busy(Map<Pid, Long> rounds) {
    return world.processes().views().stream()
        .filter(view -> !view.pid().equals(driver) && !isAtRest(view.status()))
        .map(view -> view.pid() + " " + view.status() + " " + rounds.containsKey(view.pid()))
        .toList()
        .toString();
  }

  @Override
  public void close() {
    world.processes().removeDeathListener(listener);
  }
}
