package dev.molt.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Exit signals end processes that do not come to the runtime, in current code. */
class ExitGuardTest extends PurgeFixture {
  private static final ExitReason ENOUGH = new ExitReason.Other("enough");

  static Stream<Arguments> waits() {
    return Stream.of(
        Arguments.of("sleep", "Thread.sleep(3_600_000);"),
        Arguments.of(
            "sleep again and again",
            "while (true) try { Thread.sleep(3_600_000); } catch (InterruptedException e) { }"),
        Arguments.of("queue", "new java.util.concurrent.LinkedBlockingQueue<Object>().take();"),
        Arguments.of("latch", "new java.util.concurrent.CountDownLatch(1).await();"),
        Arguments.of("wait", "Object o = new Object(); synchronized (o) { o.wait(); }"),
        Arguments.of("park", "while (true) java.util.concurrent.locks.LockSupport.park();"),
        Arguments.of("future", "new java.util.concurrent.CompletableFuture<Object>().get();"),
        Arguments.of(
            "socket",
            """
            var server = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress());
            var client = new java.net.Socket(server.getInetAddress(), server.getLocalPort());
            client.getInputStream().read();
            """),
        Arguments.of(
            "accept",
            """
            new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress()).accept();
            """),
        Arguments.of(
            "an endless finally",
            "try { Thread.sleep(3_600_000); } finally { long x = 0; while (true) x++; }"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("waits")
  void a_process_that_waits_in_the_jdk_is_ended(String kind, String body) {
    load(m(1, "public static void go() throws Exception { " + body + " }"));
    var pid = run("M", "go");
    awaitBlocked(pid);
    var end = end(pid);
    processes.exit(pid, ENOUGH);
    assertThat(reason(end)).isEqualTo(ENOUGH);
    await().atMost(SOON).until(() -> code.current(M).orElseThrow().versionSwitch().idle());
  }

  @Test
  void a_link_ends_a_busy_process() {
    load(
        m(
            1,
            """
            public static void parent(Queue<Object> out) {
              out.add(Process.spawnLink(M::busy));
              Process.receive();
              throw new IllegalStateException("over");
            }
            public static Object busy() { long x = 0; while (true) x++; }
            """));
    var parent = run("M", "parent", out);
    var busy = (Pid) take();
    awaitRuns(busy, M);
    var end = end(busy);
    processes.send(parent, "go");
    assertThat(reason(end)).isInstanceOf(ExitReason.Crash.class);
  }

  @Test
  void a_brutal_kill_ends_a_busy_process_and_others_of_its_version_go_on() {
    load(
        m(
            1,
            """
            public static void busy() { long x = 0; while (true) x++; }
            public static Next turning(Queue<Object> out) {
              if (Process.receive(Duration.ofMillis(1)) != null) out.add("alive");
              return Next.call(M::turning, out);
            }
            """));
    var busy = run("M", "busy");
    var other = run("M", "turning", out);
    awaitRuns(busy, M);
    var end = end(busy);
    processes.exit(busy, ExitReason.KILL);
    assertThat(reason(end)).isEqualTo(ExitReason.KILLED);
    assertThat(ask(other, "are you")).isEqualTo("alive");
  }

  @Test
  void a_finally_has_time_to_end() {
    load(
        m(
            1,
            """
            public static void go(Queue<Object> out) {
              try { out.add("in"); long x = 0; while (true) x++; }
              finally {
                int turns = 0;
                for (int i = 0; i < 10_000; i++) turns += step(i);
                out.add("finished");
              }
            }
            static int step(int i) { return i % 2 == 0 ? helped(i) : 1; }
            static int helped(int i) { return step(i + 1); }
            """));
    var pid = run("M", "go", out);
    assertThat(take()).isEqualTo("in");
    var end = end(pid);
    processes.exit(pid, ExitReason.KILL);
    assertThat(reason(end)).isEqualTo(ExitReason.KILLED);
    assertThat(take()).isEqualTo("finished");
  }

  @Test
  void deep_in_a_recursion_with_a_finally_at_each_level_it_ends() {
    load(
        m(
            1,
            """
            public static void go(Queue<Object> out) { down(0, out); }
            static void down(int n, Queue<Object> out) {
              try {
                if (n == 3_000) { out.add("deep"); long x = 0; while (true) x++; }
                down(n + 1, out);
              } finally { step(n); }
            }
            static int step(int n) { return n > 0 ? one() : 0; }
            static int one() { return 1; }
            """));
    var pid = run("M", "go", out);
    assertThat(take()).isEqualTo("deep");
    var end = end(pid);
    processes.exit(pid, ExitReason.KILL);
    assertThat(reason(end)).isEqualTo(ExitReason.KILLED);
  }

  @Test
  void what_it_owns_is_closed_before_anybody_thinks_of_an_interrupt() {
    load(
        m(
            1,
            """
            public static void go(java.util.concurrent.CompletableFuture<Object> future, Queue<Object> out) {
              Process.own(() -> { out.add("closed"); future.complete("closed"); });
              out.add(Thread.currentThread().isInterrupted());
              future.join();
              out.add(Thread.currentThread().isInterrupted());
            }
            """));
    var pid = run("M", "go", new CompletableFuture<Object>(), out);
    assertThat(take()).isEqualTo(false);
    awaitBlocked(pid);
    var end = end(pid);
    processes.exit(pid, ENOUGH);
    assertThat(reason(end)).isEqualTo(ENOUGH);
    assertThat(List.of(take(), take())).containsExactly("closed", false);
  }

  @Test
  void an_interrupt_is_over_when_a_finally_writes_to_a_channel_that_is_shared(@TempDir Path dir)
      throws Exception {
    load(
        m(
            1,
            """
            public static void go(java.nio.channels.FileChannel channel, Queue<Object> out)
                throws Exception {
              try { out.add("in"); while (true) java.util.concurrent.locks.LockSupport.park(); }
              finally { channel.write(java.nio.ByteBuffer.wrap(new byte[] {1})); out.add("written"); }
            }
            """));
    try (var channel =
        FileChannel.open(
            dir.resolve("shared"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      var pid = run("M", "go", channel, out);
      assertThat(take()).isEqualTo("in");
      awaitBlocked(pid);
      var end = end(pid);
      processes.exit(pid, ExitReason.KILL);
      assertThat(reason(end)).isEqualTo(ExitReason.KILLED);
      assertThat(take()).isEqualTo("written");
      assertThat(channel.isOpen()).isTrue();
    }
  }

  @Test
  void who_waits_for_a_lock_is_not_interrupted_and_ends_when_he_has_it() throws Exception {
    load(
        m(
            1,
            """
            public static void go(java.util.concurrent.locks.ReentrantLock lock, Queue<Object> out) {
              lock.lock();
              try { out.add(Thread.currentThread().isInterrupted()); v(); out.add("went on"); }
              finally { lock.unlock(); }
            }
            """));
    var lock = new ReentrantLock();
    lock.lock();
    var pid = run("M", "go", lock, out);
    awaitBlocked(pid);
    var end = end(pid);
    processes.exit(pid, ENOUGH);
    await().atMost(SOON).until(() -> !code.current(M).orElseThrow().versionSwitch().idle());
    lock.unlock();
    assertThat(reason(end)).isEqualTo(ENOUGH);
    assertThat(take()).isEqualTo(false);
    assertThat(out).isEmpty();
    assertThat(lock.tryLock(20, TimeUnit.SECONDS)).isTrue();
  }
}
