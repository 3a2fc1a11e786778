package dev.molt.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** OTP: proc_lib_SUITE: sync_start, init_dont_hang. */
class StartTest {
  private static final ExitReason BOOM = new ExitReason.Other("boom");

  @RegisterExtension final TestNode node = new TestNode();

  private StartResult start(SpawnOptions options, Proc0 child) {
    return Start.start(node.processes, options, Deadline.NEVER, child);
  }

  @Test
  void the_parent_waits_until_the_child_is_ready() throws Exception {
    node.run(
        () -> {
          StartResult result =
              start(
                  SpawnOptions.LINKED,
                  () -> {
                    Process.put("prepared", true);
                    Start.ready();
                    TestNode.waitForEver();
                  });
          assertThat(result)
              .isInstanceOfSatisfying(
                  StartResult.Started.class,
                  started -> {
                    assertThat(node.view(started.pid()).links()).containsExactly(Process.self());
                    assertThat(node.view(started.pid()).parent()).isEqualTo(Process.self());
                  });
        });
  }

  @Test
  void a_child_that_dies_first_is_a_failed_start() {
    assertThat(start(SpawnOptions.DEFAULT, () -> Process.exit(BOOM)))
        .isEqualTo(new StartResult.Failed(BOOM));
    assertThat(start(SpawnOptions.DEFAULT, () -> {}))
        .isEqualTo(new StartResult.Failed(ExitReason.NORMAL));
    assertThat(
            start(
                SpawnOptions.DEFAULT,
                () -> {
                  throw TestNode.onPurpose();
                }))
        .isInstanceOfSatisfying(
            StartResult.Failed.class,
            failed -> assertThat(failed.reason()).isInstanceOf(ExitReason.Crash.class));
  }

  @Test
  void a_child_can_say_why_it_does_not_start_and_is_gone_then_with_its_name() {
    SpawnOptions named = SpawnOptions.DEFAULT.named("child");
    assertThat(start(named, () -> Start.fail(new StartResult.Ignored(), ExitReason.NORMAL)))
        .isEqualTo(new StartResult.Ignored());
    assertThat(start(named, () -> Start.fail(new StartResult.Failed(BOOM), ExitReason.SHUTDOWN)))
        .isEqualTo(new StartResult.Failed(BOOM));
    assertThat(node.processes.count()).isZero();
  }

  @Test
  void a_parent_that_traps_has_no_exit_message_of_a_child_that_did_not_start() throws Exception {
    node.run(
        () -> {
          Process.trapExit(true);
          assertThat(start(SpawnOptions.LINKED, () -> Process.exit(BOOM)))
              .isEqualTo(new StartResult.Failed(BOOM));
          assertThat(Process.receive(Duration.ZERO)).isNull();
        });
  }

  @Test
  void a_linked_parent_that_does_not_trap_falls_with_its_child() {
    Pid parent = node.spawn(() -> start(SpawnOptions.LINKED, () -> Process.exit(BOOM)));
    assertThat(node.reasonOf(parent)).isEqualTo(BOOM);
  }

  @Test
  void a_child_that_is_not_ready_in_time_is_killed_and_its_parent_lives() throws Exception {
    node.run(
        () -> {
          StartResult result =
              Start.start(
                  node.processes,
                  SpawnOptions.LINKED,
                  Deadline.in(Duration.ofMillis(20)),
                  TestNode.IDLE);
          assertThat(result).isEqualTo(new StartResult.Failed(Start.TIMEOUT));
          assertThat(node.processes.count()).isEqualTo(1);
        });
  }

  @Test
  void a_name_that_is_taken_is_refused_before_anything_starts() {
    node.processes.spawn(SpawnOptions.DEFAULT.named("taken"), TestNode.IDLE);
    assertThatThrownBy(() -> start(SpawnOptions.DEFAULT.named("taken"), Start::ready))
        .isInstanceOf(BadArgException.class);
  }

  @Test
  void a_parent_that_is_killed_while_it_waits_takes_its_linked_child_along() {
    Pid parent =
        node.spawn(
            () -> {
              start(SpawnOptions.LINKED.named("child"), TestNode.IDLE);
              throw new AssertionError("it did not start");
            });
    TestNode.until(() -> node.processes.whereis("child") != null);
    node.processes.exit(parent, ExitReason.KILL);
    TestNode.until(() -> node.processes.count() == 0);
    assertThat(node.reasonOf(parent)).isEqualTo(ExitReason.KILLED);
  }
}
