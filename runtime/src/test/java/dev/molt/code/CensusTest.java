package dev.molt.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.molt.process.ProcessStatus;
import dev.molt.process.ProcessView;
import dev.molt.term.Pid;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who is looked at, and how often. */
class CensusTest extends PurgeFixture {
  private static final String MEMBERS =
      """
      public static Object waiting() { return Process.receive(); }
      public static Next loop() { Process.receive(); return Next.call(M::loop); }
      public static void locked(java.util.concurrent.CountDownLatch latch) throws Exception {
        latch.await();
        Process.receive();
      }
      public static Runnable blocker(java.util.concurrent.CountDownLatch latch) {
        return () -> { try { latch.await(); } catch (InterruptedException e) { } };
      }
      public static void deep(int n) { if (n > 0) deep(n - 1); else while (true) v(); }
      """;

  /** The view, with its stack walks counted. */
  private static ProcessView counted(ProcessView view, AtomicInteger walks) {
    return (ProcessView)
        Proxy.newProxyInstance(
            ProcessView.class.getClassLoader(),
            new Class<?>[] {ProcessView.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("frames")) walks.incrementAndGet();
              try {
                return method.invoke(view, arguments);
              } catch (InvocationTargetException e) {
                throw Objects.requireNonNull(e.getCause());
              }
            });
  }

  @Test
  void a_process_that_rests_is_looked_at_once_until_it_moves() {
    load(m(1, MEMBERS));
    var pid = run("M", "loop");
    awaitWaiting(pid);
    var walks = new AtomicInteger();
    var verdicts = new Verdicts();
    var view = counted(view(pid), walks);
    for (var i = 0; i < 5; i++) {
      assertThat(verdicts.look(view).frames()).containsKey("M@1");
    }
    assertThat(walks).hasValue(1);
    load(m(2, MEMBERS));
    processes.send(pid, "move");
    await().atMost(SOON).until(() -> verdicts.look(view).frames().containsKey("M@2"));
    assertThat(verdicts.look(view).frames()).doesNotContainKey("M@1");
  }

  @Test
  void a_process_that_waits_in_the_jdk_is_looked_at_each_time() {
    load(m(1, MEMBERS));
    var latch = new CountDownLatch(1);
    var pid = run("M", "locked", latch);
    awaitBlocked(pid);
    var walks = new AtomicInteger();
    var verdicts = new Verdicts();
    var view = counted(view(pid), walks);
    for (var i = 0; i < 3; i++) verdicts.look(view);
    assertThat(walks).hasValue(3);
    latch.countDown();
    awaitWaiting(pid);
    for (var i = 0; i < 3; i++) verdicts.look(view);
    assertThat(walks).hasValue(4);
  }

  @Test
  void a_sweep_forgets_who_is_gone_and_remembers_who_rests() {
    load(m(1, MEMBERS));
    List<Pid> pids = new ArrayList<>();
    for (var i = 0; i < 200; i++) pids.add(run("M", "waiting"));
    await()
        .atMost(SOON)
        .until(
            () ->
                pids.stream().allMatch(pid -> view(pid).status() instanceof ProcessStatus.Waiting));
    try (var census = new Census(processes)) {
      assertThat(census.take(Set.of("M@1"))).extracting(Seen::pid).containsExactlyElementsOf(pids);
      assertThat(census.remembered()).isEqualTo(200);
      assertThat(census.takeFirst(Set.of("M@1"))).isNotEmpty();
      assertThat(census.take(Set.of("M@2"))).isEmpty();
      pids.subList(0, 150).forEach(pid -> processes.send(pid, "end"));
      await().atMost(SOON).until(() -> processes.count() == 50);
      assertThat(census.take(Set.of("M@1"))).hasSize(50);
      assertThat(census.remembered()).isEqualTo(50);
    }
  }

  @Test
  void an_old_frame_at_the_bottom_of_a_deep_stack_is_seen() {
    load(m(1, MEMBERS));
    var pid = run("M", "deep", 3_000);
    await()
        .atMost(SOON)
        .until(
            () ->
                view(pid).frames().length > 3_000
                    && view(pid).status() instanceof ProcessStatus.Running);
    load(m(2, MEMBERS));
    assertThat(code.checkProcessCode(pid, M)).isTrue();
    assertThat(code.purge(M).killed()).extracting(KilledProcess::pid).containsExactly(pid);
  }

  @Test
  void virtual_threads_that_are_no_processes_are_seen_on_old_code() throws Exception {
    assertThat(new VirtualThreads().visible()).isTrue();
    load(m(1, MEMBERS));
    var latch = new CountDownLatch(1);
    var blocker = (Runnable) Objects.requireNonNull(node.call("M", "blocker", latch));
    var single = Thread.ofVirtual().name("single").start(blocker);
    try (var executor =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("pooled").factory())) {
      executor.execute(blocker);
      var foreign = new ForeignThreads();
      await().atMost(SOON).until(() -> foreign.on(Set.of("M@1")).size() == 2);
      assertThat(foreign.on(Set.of("M@1")))
          .extracting(found -> found.thread().getName())
          .containsExactlyInAnyOrder("single", "pooled");
      assertThat(foreign.on(Set.of("M@2"))).isEmpty();
      latch.countDown();
    }
    assertThat(single.join(SOON)).isTrue();
    assertThat(new ForeignThreads().on(Set.of("M@1"))).isEmpty();
  }
}
