package dev.molt.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Waits that are no receive, and what a process owns. */
class BlockingTest {
  @RegisterExtension final TestNode node = new TestNode();

  private static ServerSocket listener() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @Nested
  class InTheJdk {
    @Test
    void the_view_says_what_is_waited_for_and_since_when() throws Exception {
      try (ServerSocket listener = listener()) {
        Pid pid = node.spawn(() -> Process.blocking("a connection", listener, listener::accept));
        TestNode.until(() -> node.status(pid) instanceof ProcessStatus.Blocked);
        assertThat(node.status(pid))
            .isInstanceOfSatisfying(
                ProcessStatus.Blocked.class,
                blocked -> {
                  assertThat(blocked.what()).isEqualTo("a connection");
                  assertThat(blocked.since()).isNotNull();
                });
      }
    }

    @Test
    void an_exit_signal_ends_the_call() throws Exception {
      try (ServerSocket listener = listener()) {
        Pid pid = node.spawn(() -> Process.blocking("a connection", listener, listener::accept));
        TestNode.until(() -> node.status(pid) instanceof ProcessStatus.Blocked);
        node.processes.exit(pid, ExitReason.KILL);
        assertThat(node.reasonOf(pid)).isEqualTo(ExitReason.KILLED);
      }
    }

    @Test
    void a_call_that_fails_by_itself_throws_what_it_throws() {
      assertThatThrownBy(
              () ->
                  node.run(
                      () ->
                          Process.blocking(
                              "a disk",
                              () -> {},
                              () -> {
                                throw new IOException("full");
                              })))
          .hasRootCauseInstanceOf(IOException.class)
          .hasRootCauseMessage("full");
    }

    @Test
    void one_that_waits_in_the_jdk_on_its_own_is_seen_as_blocked_there() {
      CountDownLatch never = new CountDownLatch(1);
      Pid pid = node.spawn(never::await);
      TestNode.until(() -> node.status(pid) instanceof ProcessStatus.Blocked);
      never.countDown();
      node.reasonOf(pid);
    }
  }

  @Nested
  class Await {
    @Test
    void a_process_waits_for_a_stage_and_its_messages_stay() throws Exception {
      CompletableFuture<String> stage = new CompletableFuture<>();
      node.run(
          () -> {
            Process.send(Process.self(), "mail");
            Pid me = Process.self();
            Thread.ofVirtual()
                .start(
                    () -> {
                      TestNode.until(() -> node.status(me) instanceof ProcessStatus.Waiting);
                      stage.complete("done");
                    });
            assertThat(Process.await(stage, Deadline.NEVER)).isEqualTo("done");
            assertThat(Process.receive()).isEqualTo("mail");
          });
    }

    @Test
    void a_failed_stage_throws_what_it_failed_with() {
      CompletableFuture<String> stage =
          CompletableFuture.failedFuture(new IllegalStateException("broken"));
      for (Runnable wait : waits(stage)) {
        assertThatThrownBy(wait::run)
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("broken");
      }
    }

    @Test
    void a_wait_ends_at_its_deadline() {
      for (Runnable wait : waits(new CompletableFuture<>())) {
        assertThatThrownBy(wait::run).isInstanceOf(AwaitTimeoutException.class);
      }
    }

    /** The same wait in a process and on a thread that is none. */
    private List<Runnable> waits(CompletableFuture<String> stage) {
      Proc0 wait = () -> Process.await(stage, Deadline.in(Duration.ofMillis(20)));
      return List.of(
          () -> {
            try {
              node.run(wait);
            } catch (RuntimeException e) {
              throw e;
            } catch (Exception e) {
              throw new AssertionError(e);
            }
          },
          () -> Process.await(stage, Deadline.in(Duration.ofMillis(20))));
    }

    @Test
    void an_exit_signal_ends_the_wait() {
      Pid pid = node.spawn(() -> Process.await(new CompletableFuture<>(), Deadline.NEVER));
      node.awaitRest(pid);
      node.processes.exit(pid, ExitReason.KILL);
      assertThat(node.reasonOf(pid)).isEqualTo(ExitReason.KILLED);
    }

    @Test
    void an_interrupt_is_no_signal() throws Exception {
      Pid pid = node.idle();
      node.awaitRest(pid);
      Thread thread = Objects.requireNonNull(node.view(pid).thread());
      long moves = node.view(pid).moves();
      thread.interrupt();
      TestNode.until(() -> node.view(pid).moves() > moves);
      node.awaitRest(pid);
      assertThat(node.processes.isAlive(pid)).isTrue();
    }
  }

  @Nested
  class Owned {
    private final ConcurrentLinkedQueue<String> order = new ConcurrentLinkedQueue<>();

    @Test
    void what_a_process_owns_is_closed_before_its_death_is_told() {
      Pid pid =
          node.spawn(
              () -> {
                Process.own(() -> order.add("closed"));
                TestNode.waitForEver();
              });
      node.awaitRest(pid);
      CompletableFuture<Boolean> told = new CompletableFuture<>();
      node.processes.watch(
          pid,
          down -> {
            order.add("down");
            told.complete(true);
          });
      node.processes.exit(pid, ExitReason.KILL);
      TestNode.await(told);
      assertThat(order).containsExactly("closed", "down");
    }

    @Test
    void what_is_taken_back_is_not_closed() throws Exception {
      AutoCloseable resource = () -> order.add("closed");
      Pid other = node.idle();
      node.run(
          () -> {
            Process.own(resource);
            assertThat(Process.disown(resource)).isTrue();
            assertThat(Process.disown(resource)).isFalse();
            assertThat(node.processes.own(other, resource)).isTrue();
          });
      assertThat(order).isEmpty();
      node.processes.exit(other, ExitReason.KILL);
      node.reasonOf(other);
      assertThat(order).containsExactly("closed");
    }

    @Test
    void the_dead_own_nothing() {
      Pid dead = node.spawn(() -> {});
      node.reasonOf(dead);
      assertThat(node.processes.own(dead, () -> order.add("closed"))).isFalse();
    }

    @Test
    void a_resource_that_cannot_be_closed_does_not_keep_its_owner_alive() {
      Pid pid =
          node.spawn(
              () -> {
                Process.own(
                    () -> {
                      throw TestNode.onPurpose();
                    });
                Process.own(() -> order.add("closed"));
              });
      assertThat(node.reasonOf(pid)).isEqualTo(ExitReason.NORMAL);
      assertThat(order).containsExactly("closed");
    }

    @Test
    void a_close_that_does_not_end_is_ended_as_a_busy_process_is() {
      Pid pid =
          node.spawn(
              () ->
                  Process.own(
                      () -> {
                        while (true) Process.exitIfDoomed();
                      }));
      assertThat(node.reasonOf(pid)).isEqualTo(ExitReason.NORMAL);
    }

    @Test
    void an_enforcer_can_let_a_doomed_process_go_by_closing_its_own_socket() throws Exception {
      node.processes.enforcer((process, round) -> node.processes.closeOwnedOfDoomed(process.pid()));
      ServerSocket listener = listener();
      Pid pid =
          node.spawn(
              () -> {
                Process.own(listener);
                try {
                  listener.accept();
                } catch (IOException closed) {
                  TestNode.waitForEver();
                }
              });
      TestNode.until(() -> node.status(pid) instanceof ProcessStatus.Blocked);
      node.processes.exit(pid, ExitReason.KILL);
      assertThat(node.reasonOf(pid)).isEqualTo(ExitReason.KILLED);
    }
  }

  @Nested
  class Enforcer {
    @Test
    void who_does_not_come_to_the_runtime_is_given_to_the_enforcer_again_and_again() {
      ConcurrentLinkedQueue<Integer> rounds = new ConcurrentLinkedQueue<>();
      AtomicInteger virtual = new AtomicInteger();
      CompletableFuture<Boolean> go = new CompletableFuture<>();
      CompletableFuture<Boolean> busy = new CompletableFuture<>();
      Pid pid =
          node.spawn(
              () -> {
                busy.complete(true);
                go.join();
              });
      node.processes.enforcer(
          (process, round) -> {
            assertThat(process.pid()).isEqualTo(pid);
            assertThat(process.pendingExit()).isEqualTo(ExitReason.KILLED);
            if (Thread.currentThread().isVirtual()) virtual.incrementAndGet();
            rounds.add(round);
            if (round == 3) go.complete(true);
          });
      TestNode.await(busy);
      node.processes.exit(pid, ExitReason.KILL);
      assertThat(node.reasonOf(pid)).isEqualTo(ExitReason.KILLED);
      assertThat(rounds).startsWith(0, 1, 2, 3);
      assertThat(virtual).hasValue(0);
    }

    @Test
    void who_comes_by_himself_is_not() {
      AtomicInteger calls = new AtomicInteger();
      node.processes.enforcer((process, round) -> calls.incrementAndGet());
      for (int i = 0; i < 50; i++) {
        Pid pid = node.spawn(() -> Process.exit(Process.self(), ExitReason.KILL));
        node.reasonOf(pid);
      }
      TestNode.until(() -> node.processes.count() == 0);
      assertThat(calls.get()).as("on a busy machine a few may be late").isLessThan(25);
    }

    @Test
    void one_that_hides_from_its_polls_is_found_again() {
      CompletableFuture<Boolean> busy = new CompletableFuture<>();
      Pid pid =
          node.spawn(
              () -> {
                Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {});
                busy.complete(Process.isProcess());
                while (true) Process.exitIfDoomed();
              });
      assertThat(TestNode.await(busy)).isFalse();
      node.processes.exit(pid, ExitReason.KILL);
      assertThat(node.reasonOf(pid)).isEqualTo(ExitReason.KILLED);
    }

    @Test
    void an_enforcer_that_fails_is_called_again() {
      CompletableFuture<Boolean> go = new CompletableFuture<>();
      CompletableFuture<Boolean> busy = new CompletableFuture<>();
      Pid pid =
          node.spawn(
              () -> {
                busy.complete(true);
                go.join();
              });
      node.processes.enforcer(
          (process, round) -> {
            if (round > 0) go.complete(true);
            throw TestNode.onPurpose();
          });
      TestNode.await(busy);
      node.processes.exit(pid, ExitReason.KILL);
      assertThat(node.reasonOf(pid)).isEqualTo(ExitReason.KILLED);
    }
  }
}
