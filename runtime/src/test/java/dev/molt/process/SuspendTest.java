package dev.molt.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** OTP: process_SUITE and the cases about {@code erlang:suspend_process/1}. */
class SuspendTest {
  @RegisterExtension final TestNode node = new TestNode();
  private final AtomicInteger received = new AtomicInteger();

  private Pid counting() {
    Pid pid =
        node.spawn(
            () -> {
              while (true) {
                Process.receive();
                received.incrementAndGet();
              }
            });
    node.awaitRest(pid);
    return pid;
  }

  @Test
  void a_suspended_process_receives_nothing_before_it_is_resumed_as_often() throws Exception {
    Pid pid = counting();
    node.run(
        () -> {
          Process.suspend(pid);
          Process.suspend(pid);
          Process.send(pid, 1);
          Process.send(pid, 2);
          Process.resume(pid);
          TestNode.until(() -> node.status(pid) instanceof ProcessStatus.Suspended);
          assertThat(node.view(pid).mailboxSize()).isEqualTo(2);
          assertThat(received).hasValue(0);
          Process.resume(pid);
          TestNode.until(() -> received.get() == 2);
        });
  }

  @Test
  void a_running_process_is_stopped_where_it_comes_to_the_runtime_and_suspend_waits_for_it()
      throws Exception {
    AtomicInteger turns = new AtomicInteger();
    CompletableFuture<Boolean> busy = new CompletableFuture<>();
    Pid pid =
        node.spawn(
            () -> {
              while (true) {
                turns.incrementAndGet();
                busy.complete(true);
                Process.whereis("nobody");
              }
            });
    TestNode.await(busy);
    node.run(
        () -> {
          Process.suspend(pid);
          int stopped = turns.get();
          for (int i = 0; i < 1_000; i++) Thread.yield();
          assertThat(turns).hasValue(stopped);
          Process.resume(pid);
          TestNode.until(() -> turns.get() > stopped);
        });
  }

  @Test
  void exit_signals_end_a_suspended_process() throws Exception {
    Pid pid = counting();
    node.run(
        () -> {
          Process.suspend(pid);
          Process.exit(pid, ExitReason.KILL);
        });
    assertThat(node.reasonOf(pid)).isEqualTo(ExitReason.KILLED);
  }

  @Test
  void the_death_of_who_suspended_it_resumes_it() throws Exception {
    Pid pid = counting();
    node.run(
        () -> {
          Process.suspend(pid);
          Process.send(pid, 1);
        });
    TestNode.until(() -> received.get() == 1);
  }

  @Test
  void only_who_suspended_it_can_resume_it_and_nobody_suspends_himself() throws Exception {
    Pid pid = counting();
    Pid holder =
        node.spawn(
            () -> {
              Process.suspend(pid);
              TestNode.waitForEver();
            });
    node.awaitRest(holder);
    assertThatThrownBy(() -> node.run(() -> Process.resume(pid)))
        .isInstanceOf(BadArgException.class);
    assertThatThrownBy(() -> node.run(() -> Process.suspend(Process.self())))
        .isInstanceOf(BadArgException.class);
  }

  @Test
  void the_dead_cannot_be_suspended() throws Exception {
    Pid dead = node.spawn(() -> {});
    node.reasonOf(dead);
    assertThatThrownBy(() -> node.run(() -> Process.suspend(dead)))
        .isInstanceOf(BadArgException.class);
  }

  @Test
  void a_process_can_be_born_suspended_and_does_not_begin_before_it_is_resumed() throws Exception {
    AtomicInteger begun = new AtomicInteger();
    Pid pid =
        node.processes.spawn(
            SpawnOptions.DEFAULT.suspend(),
            (Proc0)
                () -> {
                  begun.incrementAndGet();
                  Process.receive();
                });
    assertThat(node.status(pid)).isInstanceOf(ProcessStatus.Suspended.class);
    node.processes.send(pid, "a message does not start it");
    TestNode.until(() -> node.view(pid).moves() > 0 && node.view(pid).moves() % 2 == 0);
    assertThat(begun).hasValue(0);
    node.processes.resume(pid);
    assertThat(node.reasonOf(pid)).isEqualTo(ExitReason.NORMAL);
    assertThat(begun).hasValue(1);
  }

  @Test
  void a_process_born_suspended_can_be_killed() {
    Pid pid = node.processes.spawn(SpawnOptions.DEFAULT.suspend(), TestNode.IDLE);
    node.processes.exit(pid, ExitReason.KILL);
    assertThat(node.reasonOf(pid)).isEqualTo(ExitReason.KILLED);
  }

  @Test
  void a_suspend_of_one_who_never_comes_can_itself_be_ended() throws Exception {
    CompletableFuture<Boolean> go = new CompletableFuture<>();
    CompletableFuture<Boolean> busy = new CompletableFuture<>();
    Pid stubborn =
        node.spawn(
            () -> {
              busy.complete(true);
              go.join();
            });
    TestNode.await(busy);
    Pid holder = node.spawn(() -> Process.suspend(stubborn));
    node.awaitRest(holder);
    node.processes.exit(holder, ExitReason.KILL);
    assertThat(node.reasonOf(holder)).isEqualTo(ExitReason.KILLED);
    go.complete(true);
    assertThat(node.reasonOf(stubborn)).isEqualTo(ExitReason.NORMAL);
  }
}
