package dev.molt.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.molt.term.ExitMessage;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExitSignalTest {
  private static final ExitReason BOOM = new ExitReason.Other("boom");

  @RegisterExtension final TestNode node = new TestNode();

  @Test
  void an_exit_signal_ends_a_process_that_waits() {
    Pid pid = node.idle();
    node.processes.exit(pid, BOOM);
    assertThat(node.reasonOf(pid)).isEqualTo(BOOM);
  }

  @Test
  void a_process_that_traps_gets_it_as_a_message() throws Exception {
    node.run(
        () -> {
          Process.trapExit(true);
          Process.exit(Process.self(), BOOM);
          assertThat(Process.receive()).isEqualTo(new ExitMessage(Process.self(), BOOM));
        });
  }

  @Test
  void the_first_of_two_exit_signals_counts() {
    Pid pid = node.spawn(() -> Process.await(new CompletableFuture<>(), Deadline.NEVER));
    node.processes.exit(pid, BOOM);
    node.processes.exit(pid, ExitReason.KILL);
    assertThat(node.reasonOf(pid)).isEqualTo(BOOM);
  }

  @Test
  void code_that_catches_everything_meets_its_end_at_the_next_call_of_the_runtime() {
    AtomicInteger caught = new AtomicInteger();
    Pid pid =
        node.spawn(
            () -> {
              while (caught.get() < 3) {
                try {
                  Process.receive();
                } catch (Throwable stubborn) {
                  caught.incrementAndGet();
                }
              }
              Process.self();
              Process.send(Process.self(), "never sent");
              throw new AssertionError("it got past a call of the runtime");
            });
    node.awaitRest(pid);
    node.processes.exit(pid, ExitReason.KILL);
    assertThat(node.reasonOf(pid)).isEqualTo(ExitReason.KILLED);
    assertThat(caught).hasValue(3);
  }

  @Test
  void messages_behind_an_exit_signal_are_never_received() throws Exception {
    // OTP: signal_SUITE: xm_sig_order
    for (int round = 0; round < 500; round++) {
      AtomicInteger seen = new AtomicInteger();
      Pid pid =
          node.spawn(
              () -> {
                while (true) seen.accumulateAndGet((Integer) Process.receive(), Math::max);
              });
      node.run(
          () -> {
            Process.send(pid, 1);
            Process.exit(pid, BOOM);
            Process.send(pid, 2);
          });
      assertThat(node.reasonOf(pid)).isEqualTo(BOOM);
      assertThat(seen.get()).isLessThan(2);
    }
  }

  @Nested
  class OtpProcessSuite {
    @Test
    void t_exit_1_a_process_ends_with_the_reason_it_gives() {
      Pid pid =
          node.spawn(
              () -> {
                throw Process.exit(BOOM);
              });
      assertThat(node.reasonOf(pid)).isEqualTo(BOOM);
    }

    @Test
    void t_exit_2_other_a_signal_from_another_process() throws Exception {
      Pid pid = node.idle();
      node.run(() -> Process.exit(pid, BOOM));
      assertThat(node.reasonOf(pid)).isEqualTo(BOOM);
    }

    @Test
    void t_exit_2_catch_no_catch_of_exceptions_stops_a_signal() {
      Pid pid =
          node.spawn(
              () -> {
                try {
                  TestNode.waitForEver();
                } catch (Exception e) {
                  throw Process.exit(new ExitReason.Other("caught"));
                }
              });
      node.processes.exit(pid, BOOM);
      assertThat(node.reasonOf(pid)).isEqualTo(BOOM);
    }

    @Test
    void self_exit_a_signal_to_oneself_ends_at_once() {
      Pid pid =
          node.spawn(
              () -> {
                Process.exit(Process.self(), BOOM);
                throw new AssertionError("it lives on");
              });
      assertThat(node.reasonOf(pid)).isEqualTo(BOOM);
    }

    @Test
    void normal_suicide_exit_a_normal_signal_ends_only_who_sends_it_to_himself() throws Exception {
      Pid suicide = node.spawn(() -> Process.exit(Process.self(), ExitReason.NORMAL));
      assertThat(node.reasonOf(suicide)).isEqualTo(ExitReason.NORMAL);
      Pid other = node.idle();
      node.run(() -> Process.exit(other, ExitReason.NORMAL));
      assertThat(node.processes.isAlive(other)).isTrue();
    }

    @Test
    void abnormal_suicide_exit_a_throw_is_the_reason() {
      RuntimeException error = TestNode.onPurpose();
      Pid pid =
          node.spawn(
              () -> {
                throw error;
              });
      assertThat(node.reasonOf(pid)).isEqualTo(new ExitReason.Crash(error));
    }

    @Test
    void exit_and_timeout_a_receive_that_times_out_meets_the_signal_that_came_meanwhile() {
      Pid pid =
          node.spawn(
              () -> {
                while (true) Process.receive(Duration.ofNanos(50_000));
              });
      node.processes.exit(pid, BOOM);
      assertThat(node.reasonOf(pid)).isEqualTo(BOOM);
    }
  }

  @Nested
  class OtpSignalSuite {
    @Test
    void kill2killed_the_victim_and_those_linked_to_it_die_of_killed() throws Exception {
      List<Pid> chain = chain();
      node.processes.exit(chain.get(0), ExitReason.KILL);
      for (Pid pid : chain) assertThat(node.reasonOf(pid)).isEqualTo(ExitReason.KILLED);
    }

    @Test
    void kill2killed_an_exit_of_ones_own_with_kill_stays_kill_through_links() throws Exception {
      List<Pid> chain = chain();
      node.processes.send(chain.get(0), ExitReason.KILL);
      for (Pid pid : chain) assertThat(node.reasonOf(pid)).isEqualTo(ExitReason.KILL);
    }

    @Test
    void a_kill_that_comes_through_a_link_can_be_trapped() throws Exception {
      Object got =
          node.inProcess(
              () -> {
                Process.trapExit(true);
                Process.spawnLink(() -> Process.exit(ExitReason.KILL));
                return ((ExitMessage) Process.receive()).reason();
              });
      assertThat(got).isEqualTo(ExitReason.KILL);
    }

    /** Three processes, each linked to the next; each ends with the reason that it is sent. */
    private List<Pid> chain() throws Exception {
      Pid last = node.spawn(OtpSignalSuite::exitAsTold);
      Pid middle = node.spawn(() -> linkThenExitAsTold(last));
      Pid first = node.spawn(() -> linkThenExitAsTold(middle));
      node.awaitRest(first, middle, last);
      return List.of(first, middle, last);
    }

    private static void linkThenExitAsTold(Pid next) {
      Process.link(next);
      exitAsTold();
    }

    private static void exitAsTold() {
      throw Process.exit((ExitReason) Process.receive());
    }
  }

  /** OTP: process_SUITE, pending_exit_*: who is about to end is dead to all, and to itself. */
  @Nested
  class PendingExit {
    private void doomedThen(Proc0 act) throws Exception {
      Pid pid =
          node.spawn(
              () -> {
                // A signal of another thread comes in while this one runs on.
                Pid self = Process.self();
                Thread killer = Thread.ofPlatform().start(() -> node.processes.exit(self, BOOM));
                killer.join();
                act.run();
                throw new AssertionError("it lives on");
              });
      assertThat(node.reasonOf(pid)).isEqualTo(BOOM);
    }

    @Test
    void pending_exit_unlink_process() throws Exception {
      Pid other = node.idle();
      doomedThen(() -> Process.unlink(other));
    }

    @Test
    void pending_exit_trap_exit() throws Exception {
      doomedThen(() -> Process.trapExit(true));
    }

    @Test
    void pending_exit_receive() throws Exception {
      doomedThen(Process::receive);
    }

    @Test
    void pending_exit_exit() throws Exception {
      doomedThen(() -> Process.exit(new ExitReason.Other("later")));
    }

    @Test
    void pending_exit_throw() throws Exception {
      doomedThen(
          () -> {
            throw TestNode.onPurpose();
          });
    }

    @Test
    void pending_exit_is_process_alive_and_process_info() throws Exception {
      CompletableFuture<Boolean> go = new CompletableFuture<>();
      CompletableFuture<Pid> running = new CompletableFuture<>();
      Pid pid =
          node.spawn(
              () -> {
                running.complete(Process.self());
                go.join();
              });
      TestNode.await(running);
      node.processes.exit(pid, BOOM);
      assertThat(node.processes.isAlive(pid)).isFalse();
      assertThat(node.view(pid).pendingExit()).isEqualTo(BOOM);
      assertThatThrownBy(() -> node.processes.register("late", pid))
          .isInstanceOf(BadArgException.class);
      node.run(
          () -> {
            Process.trapExit(true);
            Process.link(pid);
            assertThat(Process.receive()).isEqualTo(new ExitMessage(pid, ExitReason.NOPROC));
          });
      go.complete(true);
      assertThat(node.reasonOf(pid)).isEqualTo(BOOM);
    }
  }

  @Nested
  class Poll {
    @Test
    void a_busy_loop_ends_at_its_poll() {
      Pid pid =
          node.spawn(
              () -> {
                while (true) Process.exitIfDoomed();
              });
      node.processes.exit(pid, ExitReason.KILL);
      assertThat(node.reasonOf(pid)).isEqualTo(ExitReason.KILLED);
    }

    @Test
    void after_the_first_throw_there_is_time_for_a_finally() throws Exception {
      AtomicInteger cleaned = new AtomicInteger();
      CompletableFuture<Boolean> busy = new CompletableFuture<>();
      Pid pid =
          node.spawn(
              () -> {
                try {
                  busy.complete(true);
                  while (true) Process.exitIfDoomed();
                } finally {
                  for (int i = 0; i < 100; i++) {
                    Process.exitIfDoomed();
                    cleaned.incrementAndGet();
                  }
                }
              });
      TestNode.await(busy);
      node.processes.exit(pid, ExitReason.KILL);
      node.reasonOf(pid);
      assertThat(cleaned).hasValue(100);
    }

    @Test
    void a_loop_that_catches_everything_is_thrown_at_again() {
      AtomicInteger caught = new AtomicInteger();
      CompletableFuture<Boolean> busy = new CompletableFuture<>();
      Pid pid =
          node.spawn(
              () -> {
                busy.complete(true);
                while (caught.get() < 3) {
                  try {
                    while (true) Process.exitIfDoomed();
                  } catch (Throwable stubborn) {
                    caught.incrementAndGet();
                  }
                }
              });
      TestNode.await(busy);
      node.processes.exit(pid, ExitReason.KILL);
      assertThat(node.reasonOf(pid)).isEqualTo(ExitReason.KILLED);
      assertThat(caught).hasValue(3);
    }

    @Test
    void a_class_initialiser_is_let_go_on() {
      Pid pid = node.spawn(() -> Initialised.Lazy.touch());
      assertThat(node.reasonOf(pid)).isEqualTo(ExitReason.KILLED);
      assertThat(Initialised.FINISHED).as("the initialiser came to its end").hasValue(1);
      assertThat(Initialised.Lazy.value).as("and its class is usable").isEqualTo(42);
    }

    @Test
    void other_threads_pass() {
      Process.exitIfDoomed();
    }
  }

  /** A class that is initialised by a process which is killed meanwhile. */
  private static final class Initialised {
    static final AtomicInteger FINISHED = new AtomicInteger();

    static final class Lazy {
      static final int value;

      static {
        Process.processes().exit(Process.self(), ExitReason.KILL);
        for (int i = 0; i < 1_000; i++) Process.exitIfDoomed();
        Process.whereis("a call that does not wait passes too");
        FINISHED.incrementAndGet();
        value = Integer.parseInt("42");
      }

      static void touch() {
        while (true) Process.exitIfDoomed();
      }
    }
  }
}
