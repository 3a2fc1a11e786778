package dev.molt.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.process.Fun;
import dev.molt.process.Fun0;
import dev.molt.process.SpawnOptions;
import dev.molt.term.Pid;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/** Purges while locks are held by those at the gate, by those being killed and by others. */
class PurgeStressTest extends PurgeFixture {
  private static final int ROUNDS = 15;

  private static final String MEMBERS =
      """
      public static Fun0<Object> fun() {
        return () -> { int n = 0; for (int i = 0; i < 100; i++) n += i; return n; };
      }
      public static void locking(java.util.concurrent.locks.ReentrantLock lock) {
        while (true) { lock.lock(); try { v(); } finally { lock.unlock(); } Thread.yield(); }
      }
      public static void monitor(Object lock) {
        while (true) { synchronized (lock) { v(); } Thread.yield(); }
      }
      public static void resting(java.util.concurrent.locks.ReentrantLock lock) {
        lock.lock();
        try { Process.receive(Duration.ofMillis(1)); } finally { lock.unlock(); }
        while (true) Process.receive();
      }
      public static void asleep() throws Exception { while (true) Thread.sleep(3_600_000); }
      """;

  @Test
  void purges_never_hang_whoever_holds_the_locks() throws Exception {
    var lock = new ReentrantLock();
    var monitor = new Object();
    var stop = new AtomicBoolean();
    List<Pid> callers = new ArrayList<>();
    load(m(0, MEMBERS));
    for (var i = 0; i < 3; i++) callers.add(caller(lock, monitor, stop));
    for (var round = 1; round <= ROUNDS; round++) {
      List<Pid> victims = new ArrayList<>();
      victims.add(run("M", "locking", lock));
      victims.add(run("M", "monitor", monitor));
      victims.add(run("M", "resting", lock));
      victims.add(run("M", "asleep"));
      for (var victim : victims) awaitRuns(victim, M);
      load(m(round, MEMBERS));
      var result = code.purge(M);
      assertThat(result).as("round %d", round).isInstanceOf(PurgeResult.Purged.class);
      assertThat(result.killed()).extracting(KilledProcess::pid).containsAll(victims);
    }
    stop.set(true);
    for (var caller : callers)
      end(caller).orTimeout(20, java.util.concurrent.TimeUnit.SECONDS).join();
  }

  /** Calls a fun again and again while it holds both locks; takes a new one when it is purged. */
  private Pid caller(ReentrantLock lock, Object monitor, AtomicBoolean stop) {
    Fun0<Object> body =
        () -> {
          var fun = fun();
          while (!stop.get()) {
            lock.lock();
            try {
              synchronized (monitor) {
                fun.apply();
              }
            } catch (BadFun purged) {
              fun = fun();
            } finally {
              lock.unlock();
            }
            Thread.yield();
          }
          return "done";
        };
    return processes.spawn(SpawnOptions.DEFAULT, (Fun) body);
  }

  @SuppressWarnings("unchecked")
  private Fun0<Object> fun() {
    try {
      return (Fun0<Object>) Objects.requireNonNull(code.call(M, "fun"));
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
