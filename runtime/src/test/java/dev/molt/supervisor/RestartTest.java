package dev.molt.supervisor;

import static dev.molt.supervisor.Family.BOOM;
import static dev.molt.supervisor.Family.flags;
import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.process.Process;
import dev.molt.process.StartResult;
import dev.molt.process.TestNode;
import dev.molt.sys.Sys;
import dev.molt.term.ExitReason;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** OTP: supervisor_SUITE, groups normal_, shutdown_, abnormal_termination and restart_*. */
class RestartTest {
  @RegisterExtension final TestNode node = new TestNode();
  private final Family family = new Family(node);

  @Test
  void a_permanent_child_is_restarted_however_it_ends() {
    // OTP: permanent_normal, permanent_shutdown, permanent_abnormal.
    var supervisor = family.supervisor(flags(Strategy.ONE_FOR_ONE, 10), family.child("a"));

    family.end(supervisor, "a", ExitReason.NORMAL);
    family.end(supervisor, "a", ExitReason.SHUTDOWN);
    family.end(supervisor, "a", BOOM);

    assertThat(family.starts).containsExactly("a", "a", "a", "a");
  }

  @Test
  void a_transient_child_that_ends_in_good_order_stays_known() {
    // OTP: transient_normal, transient_shutdown.
    var supervisor =
        family.supervisor(
            flags(Strategy.ONE_FOR_ONE, 10), family.child("a").restart(Restart.TRANSIENT));

    family.end(supervisor, "a", new ExitReason.Shutdown("detail"));

    assertThat(family.states(supervisor)).containsEntry("a", ChildState.STOPPED);
    assertThat(family.starts).containsExactly("a");
  }

  @Test
  void a_transient_child_that_ends_badly_is_restarted() {
    // OTP: transient_abnormal.
    var supervisor =
        family.supervisor(
            flags(Strategy.ONE_FOR_ONE, 10), family.child("a").restart(Restart.TRANSIENT));

    family.end(supervisor, "a", BOOM);

    assertThat(family.starts).containsExactly("a", "a");
  }

  @Test
  void a_temporary_child_is_forgotten() {
    // OTP: temporary_normal, temporary_abnormal.
    var supervisor =
        family.supervisor(
            flags(Strategy.ONE_FOR_ONE, 0),
            family.child("a").restart(Restart.TEMPORARY),
            family.child("b").restart(Restart.TEMPORARY));

    family.end(supervisor, "a", BOOM);
    family.end(supervisor, "b", ExitReason.NORMAL);

    assertThat(family.of(supervisor).whichChildren()).isEmpty();
    assertThat(family.starts).containsExactly("a", "b");
  }

  @Test
  void one_for_one_leaves_the_others_alone() {
    var supervisor =
        family.supervisor(flags(Strategy.ONE_FOR_ONE, 10), family.child("a"), family.child("b"));
    var other = family.running(supervisor, "b");

    family.end(supervisor, "a", BOOM);

    assertThat(family.running(supervisor, "b")).isEqualTo(other);
    assertThat(family.starts).containsExactly("a", "b", "a");
  }

  @Test
  void one_for_all_ends_the_others_last_first_and_starts_all_first_first() {
    var supervisor =
        family.supervisor(
            flags(Strategy.ONE_FOR_ALL, 10),
            family.child("a"),
            family.child("b"),
            family.child("c"));

    family.end(supervisor, "b", BOOM);
    family.await(() -> family.starts.size() == 6);

    assertThat(family.ends).containsExactly("b", "c", "a");
    assertThat(family.starts).containsExactly("a", "b", "c", "a", "b", "c");
  }

  @Test
  void rest_for_one_restarts_those_started_after_it() {
    var supervisor =
        family.supervisor(
            flags(Strategy.REST_FOR_ONE, 10),
            family.child("a"),
            family.child("b"),
            family.child("c"));
    var first = family.running(supervisor, "a");

    family.end(supervisor, "b", BOOM);
    family.await(() -> family.starts.size() == 5);

    assertThat(family.ends).containsExactly("b", "c");
    assertThat(family.starts).containsExactly("a", "b", "c", "b", "c");
    assertThat(family.running(supervisor, "a")).isEqualTo(first);
  }

  @Test
  void temporary_children_that_go_along_are_not_started_again() {
    // OTP: temporary_bystander.
    for (var strategy : new Strategy[] {Strategy.ONE_FOR_ALL, Strategy.REST_FOR_ONE}) {
      var before = family.starts.size();
      var supervisor =
          family.supervisor(
              flags(strategy, 10),
              family.child("a"),
              family.child("bystander").restart(Restart.TEMPORARY));

      family.end(supervisor, "a", BOOM);
      family.await(() -> family.starts.size() == before + 3);

      assertThat(family.states(supervisor)).containsOnlyKeys("a");
    }
  }

  @Test
  void more_restarts_than_the_intensity_end_the_supervisor_and_its_children() {
    // OTP: one_for_one_escalation.
    var supervisor =
        family.supervisor(flags(Strategy.ONE_FOR_ONE, 1), family.child("a"), family.child("b"));
    var deaths = new LinkedBlockingQueue<ExitReason>();
    node.processes.watch(supervisor, down -> deaths.add(down.reason()));
    var other = family.running(supervisor, "b");

    family.end(supervisor, "a", BOOM);
    assertThat(node.processes.isAlive(supervisor)).isTrue();
    family.end(supervisor, "a", BOOM);

    family.awaitEnd(supervisor);
    family.awaitEnd(other);
    assertThat(deaths).containsExactly(ExitReason.SHUTDOWN);
    assertThat(family.ends).containsExactly("a", "a", "b");
  }

  @Test
  void a_restart_that_fails_is_tried_until_it_succeeds_or_is_too_much() {
    var supervisor = family.supervisor(flags(Strategy.ONE_FOR_ONE, 5), family.child("a"));
    family.refuse("a");

    family.end(supervisor, "a", BOOM);

    family.awaitEnd(supervisor);
    assertThat(family.starts).containsExactly("a");
  }

  @Test
  void a_child_that_is_being_restarted_can_be_terminated() {
    // OTP: hanging_restart_loop.
    var supervisor = family.supervisor(flags(Strategy.ONE_FOR_ONE, 1_000_000), family.child("a"));
    family.refuse("a");

    family.end(supervisor, "a", BOOM);

    var supervision = family.of(supervisor);
    assertThat(family.states(supervisor).get("a")).isInstanceOf(ChildState.Restarting.class);
    assertThat(supervision.restartChild("a")).isEqualTo(new ChildResult.IsRestarting());
    assertThat(supervision.deleteChild("a")).isEqualTo(new ChildResult.IsRestarting());
    assertThat(supervision.startChild(family.child("a")))
        .isEqualTo(new ChildResult.AlreadyPresent());
    assertThat(supervision.countChildren()).isEqualTo(new ChildCounts(1, 0, 0, 1));

    assertThat(supervision.terminateChild("a")).isEqualTo(new ChildResult.Terminated());
    assertThat(family.states(supervisor)).containsEntry("a", ChildState.STOPPED);

    family.allow("a");
    assertThat(supervision.restartChild("a")).isInstanceOf(ChildResult.Started.class);
    assertThat(family.starts).containsExactly("a", "a");
  }

  @Test
  void a_supervisor_in_a_restart_loop_can_be_stopped() {
    // OTP: hanging_restart_loop.
    var supervisor = family.supervisor(flags(Strategy.ONE_FOR_ALL, 1_000_000), family.child("a"));
    family.refuse("a");
    family.end(supervisor, "a", BOOM);

    Sys.of(node.processes, supervisor).stop(ExitReason.SHUTDOWN);

    assertThat(node.processes.isAlive(supervisor)).isFalse();
  }

  @Test
  void another_child_that_fails_at_the_restart_is_the_one_that_is_tried_again() {
    // OTP: one_for_all_other_child_fails_restart, rest_for_one_other_child_fails_restart.
    var supervisor =
        family.supervisor(
            flags(Strategy.ONE_FOR_ALL, 1_000_000), family.child("a"), family.child("b"));
    family.refuse("b");

    family.end(supervisor, "a", BOOM);
    assertThat(family.states(supervisor).get("b")).isInstanceOf(ChildState.Restarting.class);
    family.allow("b");

    family.await(() -> family.find(supervisor, "b") != null);
    assertThat(family.states(supervisor).values())
        .allSatisfy(state -> assertThat(state).isInstanceOf(ChildState.Running.class));
  }

  @Test
  void a_child_that_unlinks_itself_is_ended_all_the_same() {
    // OTP: child_unlink.
    var unlinked =
        ChildSpec.of(
            "naughty",
            () -> {
              var parent = Process.self();
              return new StartResult.Started(
                  Process.spawnLink(
                      () -> {
                        Process.unlink(parent);
                        Process.receive(message -> null);
                      }));
            });
    var supervisor = family.supervisor(flags(Strategy.ONE_FOR_ONE, 0), unlinked);
    var child = family.running(supervisor, "naughty");
    family.await(() -> node.processes.view(child).orElseThrow().links().isEmpty());

    assertThat(family.of(supervisor).terminateChild("naughty"))
        .isEqualTo(new ChildResult.Terminated());

    assertThat(node.processes.isAlive(child)).isFalse();
  }

  @Test
  void the_end_of_a_significant_child_may_be_that_of_the_supervisor() {
    var significant = family.child("a").restart(Restart.TRANSIENT).significant(true);
    var any =
        family.supervisor(
            flags(Strategy.ONE_FOR_ONE, 5).autoShutdown(AutoShutdown.ANY_SIGNIFICANT),
            significant,
            family.child("b"));

    family.end(any, "a", BOOM);
    assertThat(node.processes.isAlive(any)).as("it is restarted").isTrue();
    family.end(any, "a", ExitReason.NORMAL);

    family.awaitEnd(any);
  }

  @Test
  void the_end_of_the_last_significant_child_may_be_that_of_the_supervisor() {
    var all =
        family.supervisor(
            flags(Strategy.ONE_FOR_ONE, 5).autoShutdown(AutoShutdown.ALL_SIGNIFICANT),
            family.child("a").restart(Restart.TEMPORARY).significant(true),
            family.child("b").restart(Restart.TRANSIENT).significant(true),
            family.child("c"));

    family.end(all, "a", ExitReason.NORMAL);
    assertThat(node.processes.isAlive(all)).isTrue();
    family.end(all, "b", ExitReason.NORMAL);

    family.awaitEnd(all);
  }
}
