package dev.molt.conformance.play;

import dev.molt.process.ProcessStatus;
import dev.molt.process.ProcessView;
import dev.molt.term.Pid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits until a node has come to rest: every process waits, or is suspended, or dead, nothing is on
 * its way, and every process that spins has gone through a round since.
 */
final class Settling {
  private static final int EQUAL_PICTURES = 3;
  private static final long BETWEEN_NANOS = 1_000_000;
  private static final long LIMIT_NANOS = 20_000_000_000L;

  private final World world;
  private final Pid driver;

  Settling(World world, Pid driver) {
    this.world = world;
    this.driver = driver;
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
  private @org.jspecify.annotations.Nullable List<Seen> picture(Map<Pid, Long> rounds) {
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
      case ProcessStatus.Waiting _,
          ProcessStatus.Blocked _,
          ProcessStatus.Suspended _,
          ProcessStatus.Dead _ ->
          true;
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
}
