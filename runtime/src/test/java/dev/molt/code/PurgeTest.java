package dev.molt.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.molt.process.Fun;
import dev.molt.process.Fun0;
import dev.molt.process.ProcessStatus;
import dev.molt.process.SpawnOptions;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/** How a purge goes about it, and what it reports. */
class PurgeTest extends PurgeFixture {
  private static final String WAITING =
      "public static void waiting() { while (true) Process.receive(); }\n";

  @Test
  void a_purge_without_old_code_kills_nobody_and_says_so() {
    load(m(1, WAITING));
    var pid = run("M", "waiting");
    awaitWaiting(pid);
    assertThat(code.purge(M)).isEqualTo(new PurgeResult.Purged(false, List.of()));
    assertThat(code.softPurge(M)).isEqualTo(new SoftPurgeResult.SoftPurged(false));
    assertThat(isAlive(pid)).isTrue();
  }

  @Test
  void a_victim_is_reported_with_name_frame_and_what_it_waited_for() {
    load(m(1, WAITING));
    var pid = run("M", "waiting");
    processes.register("waiter", pid);
    awaitWaiting(pid);
    load(m(2, ""));
    var foreseen = code.preview(List.of(M)).modules().getFirst().killedNow().getFirst();
    var killed = code.purge(M).killed().getFirst();
    assertThat(killed.pid()).isEqualTo(pid);
    assertThat(killed.name()).isEqualTo("waiter");
    assertThat(killed.version()).isEqualTo("M@1");
    assertThat(killed.frame()).isNotNull();
    assertThat(Objects.requireNonNull(killed.frame()).getMethodName()).isEqualTo("waiting");
    assertThat(killed.frame().getLineNumber()).isPositive();
    assertThat(killed.waitsFor()).isEqualTo("a message");
    assertThat(killed.because()).isEqualTo(new Because.OldCode());
    assertThat(foreseen)
        .extracting(ProcessUse::pid, ProcessUse::name, ProcessUse::frame, ProcessUse::since)
        .containsExactly(pid, "waiter", killed.frame(), killed.since());
    assertThat(processes.whereis("waiter")).isNull();
  }

  @Test
  void who_would_be_on_old_code_after_a_load_is_named_apart() {
    load(m(1, WAITING));
    var first = run("M", "waiting");
    awaitWaiting(first);
    load(m(2, WAITING));
    var second = run("M", "waiting");
    awaitWaiting(second);
    var check = code.check(M);
    assertThat(check.killedNow()).extracting(ProcessUse::pid).containsExactly(first);
    assertThat(check.onOldCodeAfter()).extracting(ProcessUse::pid).containsExactly(second);
    assertThat(check.onOldCodeAfter()).extracting(ProcessUse::version).containsExactly("M@2");
  }

  private static final String LINKED =
      """
      public class Linked {
        public static Object middle(Map<String, Pid> pids) {
          Process.spawnLink(Linked::last, pids);
          Process.spawnLink(Linked::trapping, pids);
          pids.put("middle", Process.self());
          return Process.receive();
        }
        public static Object last(Map<String, Pid> pids) {
          pids.put("last", Process.self());
          return Process.receive();
        }
        public static Object trapping(Map<String, Pid> pids) {
          Process.trapExit(true);
          pids.put("trapping", Process.self());
          while (true) Process.receive();
        }
      }
      """;

  @Test
  void who_falls_through_links_is_foreseen_and_reported_and_who_traps_lives() {
    var members =
        """
        public static Object chain(Map<String, Pid> pids) {
          Process.spawnLink(Linked::middle, pids);
          return Process.receive();
        }
        """;
    TestModules.compileAll(m(1, members), LINKED)
        .values()
        .forEach(one -> TestNode.loaded(code.load(one)));
    Map<String, Pid> pids = new ConcurrentHashMap<>();
    var victim = run("M", "chain", pids);
    await().atMost(SOON).until(() -> pids.size() == 3);
    awaitWaiting(victim);
    var middle = Objects.requireNonNull(pids.get("middle"));
    var last = Objects.requireNonNull(pids.get("last"));
    load(m(2, ""));
    assertThat(code.preview(List.of(M)).fallWith())
        .extracting(ProcessUse::pid, ProcessUse::because)
        .containsExactly(
            tuple(middle, new Because.LinkOf(victim)), tuple(last, new Because.LinkOf(middle)));
    assertThat(code.purge(M).killed())
        .extracting(KilledProcess::pid, KilledProcess::because)
        .containsExactly(
            tuple(victim, new Because.OldCode()),
            tuple(middle, new Because.LinkOf(victim)),
            tuple(last, new Because.LinkOf(middle)));
    assertThat(isAlive(Objects.requireNonNull(pids.get("trapping")))).isTrue();
  }

  @Test
  void several_modules_are_purged_in_one_sweep() {
    load("public class A { public static Object wait_() { return Process.receive(); } }");
    load("public class B { public static Object wait_() { return Process.receive(); } }");
    var a = run("A", "wait_");
    var b = run("B", "wait_");
    awaitWaiting(a);
    awaitWaiting(b);
    load("public class A { }");
    load("public class B { }");
    var modules = List.of(ModuleName.of("A"), ModuleName.of("B"));
    var preview = code.preview(modules);
    assertThat(preview.modules()).extracting(CodeCheck::module).containsExactlyElementsOf(modules);
    var result = code.purge(modules, PurgeOptions.DEFAULT);
    assertThat(result.killed())
        .extracting(KilledProcess::pid, KilledProcess::version)
        .containsExactly(tuple(a, "A@1"), tuple(b, "B@1"));
    assertThat(code.checkOldCode(modules.getFirst())).isFalse();
    assertThat(code.checkOldCode(modules.getLast())).isFalse();
  }

  @Test
  void sixteen_purges_at_once_kill_once() throws Exception {
    load(m(1, WAITING));
    var pid = run("M", "waiting");
    awaitWaiting(pid);
    load(m(2, ""));
    List<CompletableFuture<PurgeResult>> purges = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(16)) {
      for (var i = 0; i < 16; i++) {
        purges.add(CompletableFuture.supplyAsync(() -> code.purge(M), threads));
      }
    }
    assertThat(purges.stream().filter(purge -> purge.join().otp())).hasSize(1);
    assertThat(processes.view(pid)).isEmpty();
  }

  @Test
  void a_thread_that_is_no_process_calls_the_purge_off_before_the_first_kill() throws Exception {
    load(
        m(
            1,
            WAITING
                + """
                public static Runnable blocker(java.util.concurrent.CountDownLatch latch) {
                  return () -> { try { latch.await(); } catch (InterruptedException e) { } };
                }
                """));
    var latch = new CountDownLatch(1);
    var blocker = (Runnable) Objects.requireNonNull(node.call("M", "blocker", latch));
    var thread = Thread.ofPlatform().name("stranger").start(blocker);
    await().atMost(SOON).until(() -> thread.getState() == Thread.State.WAITING);
    var victim = run("M", "waiting");
    awaitWaiting(victim);
    load(m(2, ""));
    assertThat(code.preview(List.of(M)).unkillable())
        .extracting(Unkillable::threadName)
        .containsExactly("stranger");
    var options = PurgeOptions.DEFAULT.withObstacles(Duration.ofMillis(30));
    var result = code.purge(List.of(M), options);
    assertThat(result).isInstanceOf(PurgeResult.CalledOff.class);
    var off = (PurgeResult.CalledOff) result;
    assertThat(off.alreadyKilled()).isEmpty();
    assertThat(off.unkillable().getFirst().stack()).isNotEmpty();
    assertThat(isAlive(victim)).isTrue();
    assertThat(code.checkOldCode(M)).isTrue();
    latch.countDown();
    thread.join();
    assertThat(code.purge(M).otp()).isTrue();
  }

  @Test
  void a_thread_that_is_no_process_is_ended_if_the_options_say_so() throws Exception {
    load(
        m(
            1,
            """
            public static Runnable spinner(Queue<Object> out) {
              return () -> {
                try { long x = 0; out.add("in"); while (true) x++; }
                catch (Throwable t) { out.add(t); throw t; }
              };
            }
            """));
    var spinner = (Runnable) Objects.requireNonNull(node.call("M", "spinner", out));
    var thread = Thread.ofPlatform().unstarted(spinner);
    thread.setUncaughtExceptionHandler((who, what) -> {});
    thread.start();
    assertThat(take()).isEqualTo("in");
    load(m(2, ""));
    var options = PurgeOptions.DEFAULT.withForeign(PurgeOptions.Foreign.KILL);
    assertThat(code.purge(List.of(M), options)).isInstanceOf(PurgeResult.Purged.class);
    assertThat(take()).isInstanceOf(ThreadExpelled.class);
    assertThat(thread.join(SOON)).isTrue();
  }

  @Test
  void a_lock_is_given_back_by_the_finally_of_a_killed_process() throws Exception {
    load(
        m(
            1,
            """
            public static void hold(java.util.concurrent.locks.ReentrantLock lock, Queue<Object> out) {
              lock.lock();
              try { out.add("held"); long x = 0; while (true) x++; }
              finally { step(); lock.unlock(); }
            }
            static int step() { int n = 0; for (int i = 0; i < 10; i++) n += i; return n; }
            """));
    var lock = new ReentrantLock();
    var pid = run("M", "hold", lock, out);
    assertThat(take()).isEqualTo("held");
    load(m(2, ""));
    assertThat(code.purge(M).killed()).extracting(KilledProcess::pid).containsExactly(pid);
    assertThat(lock.tryLock(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void an_interrupted_wait_of_a_killed_process_runs_its_finally_in_peace() throws Exception {
    load(
        m(
            1,
            """
            public static void hold(java.util.concurrent.locks.ReentrantLock lock, Queue<Object> out)
                throws Exception {
              lock.lock();
              try { out.add("held"); Thread.sleep(3_600_000); }
              finally { step(); lock.unlock(); }
            }
            static int step() { int n = 0; for (int i = 0; i < 10; i++) n += i; return n; }
            """));
    var lock = new ReentrantLock();
    var pid = run("M", "hold", lock, out);
    assertThat(take()).isEqualTo("held");
    awaitBlocked(pid);
    load(m(2, ""));
    assertThat(code.purge(M).killed()).extracting(KilledProcess::pid).containsExactly(pid);
    assertThat(lock.tryLock(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void victims_that_wait_for_each_others_locks_all_die() {
    load(
        m(
            1,
            """
            public static void outer(java.util.concurrent.locks.ReentrantLock lock, Queue<Object> out) {
              lock.lock();
              try { out.add("outer"); Process.receive(); } finally { lock.unlock(); }
            }
            public static void inner(java.util.concurrent.locks.ReentrantLock lock, Queue<Object> out) {
              out.add("inner");
              lock.lock();
              try { Process.receive(); } finally { lock.unlock(); }
            }
            public static void monitor(Object lock, Queue<Object> out) {
              synchronized (lock) { out.add("monitor"); while (true) Process.receive(); }
            }
            """));
    var lock = new ReentrantLock();
    var monitor = new Object();
    List<Pid> pids = new ArrayList<>();
    pids.add(run("M", "outer", lock, out));
    assertThat(take()).isEqualTo("outer");
    for (var i = 0; i < 3; i++) pids.add(run("M", "inner", lock, out));
    pids.add(run("M", "monitor", monitor, out));
    for (var i = 0; i < 4; i++) take();
    for (var i = 0; i < 3; i++) pids.add(run("M", "monitor", monitor, out));
    pids.forEach(pid -> awaitRuns(pid, M));
    load(m(2, ""));
    var result = code.purge(M);
    assertThat(result).isInstanceOf(PurgeResult.Purged.class);
    assertThat(result.killed()).extracting(KilledProcess::pid).containsExactlyElementsOf(pids);
  }

  @Test
  void a_process_that_cannot_be_ended_calls_the_purge_off_and_who_died_is_told() throws Exception {
    load(
        m(
            1,
            WAITING
                + """
                public static void locked(java.util.concurrent.locks.ReentrantLock lock) {
                  lock.lock();
                  lock.unlock();
                }
                """));
    var lock = new ReentrantLock();
    lock.lock();
    var stuck = run("M", "locked", lock);
    awaitBlocked(stuck);
    var victim = run("M", "waiting");
    awaitWaiting(victim);
    load(m(2, ""));
    var options = PurgeOptions.DEFAULT.withDeadline(Duration.ofMillis(200));
    var off = (PurgeResult.CalledOff) code.purge(List.of(M), options);
    assertThat(off.alreadyKilled()).extracting(KilledProcess::pid).containsExactly(victim);
    assertThat(off.unkillable().getFirst().threadName()).contains(stuck.toString());
    assertThat(code.checkOldCode(M)).isTrue();
    var end = end(stuck);
    lock.unlock();
    assertThat(reason(end)).isEqualTo(ExitReason.KILLED);
    assertThat(code.softPurge(M).otp()).isTrue();
  }

  @Test
  void an_initialiser_that_runs_is_not_thrown_into() throws Exception {
    load(
        m(
            1,
            """
            static class Slow {
              static final int VALUE;
              static {
                int n = 0;
                while (!GO.get()) n++;
                VALUE = n;
              }
            }
            static final java.util.concurrent.atomic.AtomicBoolean GO =
                new java.util.concurrent.atomic.AtomicBoolean();
            public static java.util.concurrent.atomic.AtomicBoolean go() { return GO; }
            public static void slow(Queue<Object> out) {
              out.add("in");
              int n = Slow.VALUE;
              out.add("out");
              Process.receive();
            }
            """));
    var go = (AtomicBoolean) Objects.requireNonNull(node.call("M", "go"));
    var pid = run("M", "slow", out);
    assertThat(take()).isEqualTo("in");
    await()
        .atMost(SOON)
        .until(
            () ->
                Arrays.stream(view(pid).frames())
                    .anyMatch(frame -> frame.getMethodName().equals("<clinit>")));
    load(m(2, ""));
    var options = PurgeOptions.DEFAULT.withObstacles(Duration.ofMillis(30));
    var off = (PurgeResult.CalledOff) code.purge(List.of(M), options);
    assertThat(off.unkillable().getFirst().why()).isEqualTo("initialises a class");
    assertThat(isAlive(pid)).isTrue();
    go.set(true);
    assertThat(take()).isEqualTo("out");
    assertThat(code.purge(M).otp()).isTrue();
  }

  @Test
  void funs_called_while_soft_purges_are_refused_all_succeed() throws Exception {
    load(m(1, WAITING + "public static Fun0<Object> fun() { return () -> v(); }\n"));
    var holder = run("M", "waiting");
    awaitWaiting(holder);
    @SuppressWarnings("unchecked")
    var fun = (Fun0<Object>) Objects.requireNonNull(node.call("M", "fun"));
    load(m(2, ""));
    Fun0<Object> calls =
        () -> {
          for (var i = 0; i < 20_000; i++) {
            if (!Objects.equals(fun.apply(), 1)) return out.add("wrong");
          }
          return out.add("done");
        };
    processes.spawn(SpawnOptions.DEFAULT, (Fun) calls);
    while (out.isEmpty()) assertThat(code.softPurge(M).otp()).isFalse();
    assertThat(take()).isEqualTo("done");
    assertThat(isAlive(holder)).isTrue();
  }

  @Test
  void a_fun_called_during_and_after_a_hard_purge_is_badfun_and_its_caller_lives()
      throws Exception {
    load(m(1, WAITING + "public static Fun0<Object> fun() { return () -> v(); }\n"));
    List<Pid> victims = new ArrayList<>();
    for (var i = 0; i < 50; i++) victims.add(run("M", "waiting"));
    await()
        .atMost(SOON)
        .until(
            () ->
                victims.stream()
                    .allMatch(pid -> view(pid).status() instanceof ProcessStatus.Waiting));
    @SuppressWarnings("unchecked")
    var fun = (Fun0<Object>) Objects.requireNonNull(node.call("M", "fun"));
    load(m(2, ""));
    Fun0<Object> calls =
        () -> {
          while (true) {
            try {
              fun.apply();
            } catch (BadFun purged) {
              return out.add("badfun");
            }
          }
        };
    var caller = processes.spawn(SpawnOptions.DEFAULT, (Fun) calls);
    var killed = code.purge(M).killed().stream().map(KilledProcess::pid).toList();
    assertThat(killed).containsAll(victims);
    // Caught inside the fun it dies of it, held at its door it gets badfun: both are OTP's ways.
    if (!killed.contains(caller)) assertThat(take()).isEqualTo("badfun");
  }
}
