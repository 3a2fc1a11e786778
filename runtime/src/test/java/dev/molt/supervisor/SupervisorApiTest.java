package dev.molt.supervisor;

import static dev.molt.supervisor.Family.BOOM;
import static dev.molt.supervisor.Family.flags;
import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.process.Process;
import dev.molt.process.StartResult;
import dev.molt.process.StartResult.Failed;
import dev.molt.process.StartResult.Ignored;
import dev.molt.process.TestNode;
import dev.molt.server.GenServer;
import dev.molt.server.InitResult;
import dev.molt.server.ServerStatus;
import dev.molt.sys.BadReturnValue;
import dev.molt.sys.ChangeCodeResult;
import dev.molt.sys.Sys;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * OTP: supervisor_SUITE, groups sup_start, sup_stop; child_adm, extra_return, tree, code_change.
 */
class SupervisorApiTest {
  @RegisterExtension final TestNode node = new TestNode();
  private final Family family = new Family(node);
  private final SupervisorFlags oneForOne = flags(Strategy.ONE_FOR_ONE, 10);

  private void stop(Pid supervisor) {
    Sys.of(node.processes, supervisor).within(TestNode.PATIENCE).stop(ExitReason.SHUTDOWN);
  }

  @Test
  void children_start_in_their_order_and_end_in_the_other() {
    var supervisor =
        family.supervisor(oneForOne, family.child("a"), family.child("b"), family.child("c"));

    stop(supervisor);

    assertThat(family.starts).containsExactly("a", "b", "c");
    assertThat(family.ends).containsExactly("c", "b", "a");
  }

  @Test
  void an_init_may_ignore_fail_or_return_nothing() {
    // OTP: sup_start_ignore_init, sup_start_fail, sup_start_error_return.
    var boom = new IllegalStateException("boom");

    assertThat(family.start(SupervisorInit::ignore)).isEqualTo(new Ignored());
    assertThat(
            family.start(
                () -> {
                  throw boom;
                }))
        .isEqualTo(new Failed(new ExitReason.Crash(boom)));
    assertThat(family.start(() -> null)).isEqualTo(new Failed(BadReturnValue.reason(null)));
    assertThat(family.start(oneForOne, family.child("a"), family.child("a")))
        .isEqualTo(new Failed(new ExitReason.Other(new SpecFault.DuplicateChildName("a"))));
  }

  @Test
  void a_child_that_does_not_start_fails_the_supervisor_and_ends_those_before_it() {
    family.refuse("b");

    var result = family.start(oneForOne, family.child("a"), family.child("b"), family.child("c"));

    var why = new FailedToStart("b", new ExitReason.Other("refused"));
    assertThat(result).isEqualTo(new Failed(new ExitReason.Shutdown(why)));
    assertThat(family.starts).containsExactly("a");
    assertThat(family.ends).containsExactly("a");
  }

  @Test
  void a_child_that_ignores_its_start_stays_known_unless_it_is_temporary() {
    // OTP: sup_start_ignore_child, sup_start_ignore_temporary_child(_start_child).
    var ignoring = ChildSpec.of("ignoring", () -> new Ignored());
    var passing = ChildSpec.of("passing", () -> new Ignored()).restart(Restart.TEMPORARY);
    var supervisor = family.supervisor(oneForOne, passing);
    var supervision = family.of(supervisor);

    assertThat(supervision.startChild(ignoring)).isEqualTo(new ChildResult.Started(null, null));
    assertThat(supervision.startChild(passing)).isEqualTo(new ChildResult.Started(null, null));
    supervision.startChild(family.child("a"));

    assertThat(supervision.whichChildren()).extracting(Child::id).containsExactly("a", "ignoring");
    assertThat(supervision.countChildren()).isEqualTo(new ChildCounts(2, 1, 0, 2));
  }

  @Test
  void children_can_be_started_terminated_restarted_and_deleted() {
    // OTP: child_adm.
    var supervisor = family.supervisor(oneForOne);
    var supervision = family.of(supervisor);
    assertThat(supervision.whichChildren()).isEmpty();

    assertThat(supervision.startChild(family.child("a"))).isInstanceOf(ChildResult.Started.class);
    var pid = family.running(supervisor, "a");
    assertThat(supervision.startChild(family.child("a")))
        .isEqualTo(new ChildResult.AlreadyStarted(pid));
    assertThat(supervision.restartChild("a")).isEqualTo(new ChildResult.IsRunning());
    assertThat(supervision.deleteChild("a")).isEqualTo(new ChildResult.IsRunning());

    assertThat(supervision.terminateChild("a")).isEqualTo(new ChildResult.Terminated());
    assertThat(supervision.terminateChild("a")).isEqualTo(new ChildResult.Terminated());
    assertThat(node.processes.isAlive(pid)).isFalse();
    assertThat(family.states(supervisor)).containsEntry("a", ChildState.STOPPED);
    assertThat(supervision.startChild(family.child("a")))
        .isEqualTo(new ChildResult.AlreadyPresent());

    assertThat(supervision.restartChild("a")).isInstanceOf(ChildResult.Started.class);
    supervision.terminateChild("a");
    assertThat(supervision.deleteChild("a")).isEqualTo(new ChildResult.Deleted());
    assertThat(supervision.deleteChild("a")).isEqualTo(new ChildResult.NotFound());
    assertThat(supervision.restartChild("a")).isEqualTo(new ChildResult.NotFound());
    assertThat(supervision.terminateChild("a")).isEqualTo(new ChildResult.NotFound());
    assertThat(supervision.getChildSpec("a")).isEqualTo(new ChildResult.NotFound());
    assertThat(supervision.startChildWith()).isEqualTo(new ChildResult.IsNotSimpleOneForOne());
  }

  @Test
  void a_start_that_fails_leaves_no_child() {
    var supervisor = family.supervisor(oneForOne);
    family.refuse("a");

    assertThat(family.of(supervisor).startChild(family.child("a")))
        .isEqualTo(new ChildResult.StartFailed(new ExitReason.Other("refused")));

    assertThat(family.of(supervisor).whichChildren()).isEmpty();
  }

  @Test
  void a_start_function_may_throw_or_return_something_else() {
    var supervisor = family.supervisor(oneForOne);
    var boom = new IllegalStateException("boom");
    var throwing =
        ChildSpec.of(
            "a",
            () -> {
              throw boom;
            });

    assertThat(family.of(supervisor).startChild(throwing))
        .isEqualTo(new ChildResult.StartFailed(new ExitReason.Crash(boom)));
    assertThat(family.of(supervisor).startChild(ChildSpec.of("b", () -> "junk")))
        .isEqualTo(new ChildResult.StartFailed(BadReturnValue.reason("junk")));
  }

  @Test
  void a_start_function_may_say_more_about_its_child() {
    // OTP: extra_return.
    var supervisor = family.supervisor(oneForOne);
    var talkative =
        ChildSpec.of("a", () -> new StartedWith(Family.pid(family.startChild("a")), "more"));

    assertThat(family.of(supervisor).startChild(talkative))
        .isInstanceOfSatisfying(
            ChildResult.Started.class, started -> assertThat(started.info()).isEqualTo("more"));
  }

  @Test
  void a_child_that_takes_too_long_to_shut_down_is_killed() {
    // OTP: sup_stop_timeout.
    var deaf =
        ChildSpec.of(
                "deaf",
                () ->
                    new StartResult.Started(
                        Process.spawnLink(
                            () -> {
                              Process.trapExit(true);
                              Process.receive(message -> null);
                            })))
            .shutdown(Shutdown.within(Duration.ofMillis(50)));
    var supervisor = family.supervisor(oneForOne, family.child("a"), deaf);
    var reason = new AtomicReference<ExitReason>();
    node.processes.watch(family.running(supervisor, "deaf"), down -> reason.set(down.reason()));

    stop(supervisor);

    assertThat(reason).hasValue(ExitReason.KILLED);
    assertThat(family.ends).containsExactly("a");
  }

  @Test
  void a_child_may_be_killed_at_once() {
    // OTP: sup_stop_brutal_kill.
    var supervisor = family.supervisor(oneForOne, family.child("a").shutdown(Shutdown.BRUTAL_KILL));
    var reason = new AtomicReference<ExitReason>();
    node.processes.watch(family.running(supervisor, "a"), down -> reason.set(down.reason()));

    stop(supervisor);

    assertThat(reason).hasValue(ExitReason.KILLED);
    assertThat(family.ends).isEmpty();
  }

  @Test
  void a_supervisor_ends_when_its_parent_does() throws Exception {
    // OTP: tree.
    var inner =
        ChildSpec.of(
                "inner",
                () ->
                    Supervision.startLink(
                        Family.Parent.class, family(family.child("a"), family.child("b"))))
            .supervisor();
    var outer = family.supervisor(oneForOne, inner);
    var pid = family.running(outer, "inner");
    assertThat(family.of(outer).countChildren()).isEqualTo(new ChildCounts(1, 1, 1, 0));

    stop(outer);

    assertThat(node.processes.isAlive(pid)).isFalse();
    assertThat(family.ends).containsExactly("b", "a");
  }

  private Supplier<SupervisorInit> family(ChildSpec... children) {
    return () -> SupervisorInit.ok(oneForOne, children);
  }

  /** A server that is a child. */
  static final class Kid implements GenServer<Object> {
    @Override
    public InitResult<Object> init(@Nullable Object args) {
      return args == null ? GenServer.ignore() : GenServer.ok(args);
    }
  }

  @Test
  void a_server_needs_no_start_function_of_its_own() {
    var supervisor = family.supervisor(oneForOne, ChildSpec.server("kid", "kid", Kid.class, "s"));

    assertThat(Sys.of(node.processes, "kid").getState()).isEqualTo("s");
    assertThat(family.of(supervisor).whichChildren().getFirst().modules())
        .isEqualTo(Modules.of(Kid.class.getName()));
  }

  @Test
  void a_simple_supervisor_starts_children_on_request() {
    // OTP: simple_one_for_one, simple_one_for_one_extra, child_adm_simple.
    var simple = flags(Strategy.SIMPLE_ONE_FOR_ONE, 10);
    var supervisor = family.supervisor(simple, ChildSpec.server("kid", Kid.class, "unused"));
    var supervision = family.of(supervisor);

    var first = started(supervision.startChildWith("one"));
    var second = started(supervision.startChildWith("two"));

    assertThat(Sys.of(node.processes, first).getState()).isEqualTo("one");
    assertThat(supervision.whichChildren()).extracting(Child::pid).containsExactly(first, second);
    assertThat(supervision.whichChildren()).extracting(Child::id).containsOnlyNulls();
    assertThat(supervision.countChildren()).isEqualTo(new ChildCounts(1, 2, 0, 2));
    assertThat(supervision.terminateChild("kid")).isEqualTo(new ChildResult.IsSimpleOneForOne());
    assertThat(supervision.restartChild(first)).isEqualTo(new ChildResult.IsSimpleOneForOne());
    assertThat(supervision.deleteChild(first)).isEqualTo(new ChildResult.IsSimpleOneForOne());
    assertThat(supervision.startChild(family.child("a")))
        .isEqualTo(new ChildResult.IsSimpleOneForOne());
    assertThat(supervision.startChildWith((Object) null))
        .isEqualTo(new ChildResult.Started(null, null));

    assertThat(supervision.terminateChild(first)).isEqualTo(new ChildResult.Terminated());
    assertThat(supervision.terminateChild(first)).isEqualTo(new ChildResult.Terminated());
    assertThat(supervision.terminateChild(supervisor)).isEqualTo(new ChildResult.NotFound());
    assertThat(supervision.whichChildren()).extracting(Child::pid).containsExactly(second);
  }

  private static Pid started(ChildResult.OfStart result) {
    assertThat(result).isInstanceOf(ChildResult.Started.class);
    var pid = ((ChildResult.Started) result).pid();
    if (pid == null) throw new AssertionError("it has ignored the start");
    return pid;
  }

  @Test
  void a_child_on_request_is_restarted_with_what_it_was_started_with() {
    var simple = flags(Strategy.SIMPLE_ONE_FOR_ONE, 10);
    var supervisor = family.supervisor(simple, ChildSpec.server("kid", Kid.class, "unused"));
    var supervision = family.of(supervisor);
    var first = started(supervision.startChildWith("one"));

    node.processes.exit(first, BOOM);

    family.await(() -> !List.of(first).equals(pids(supervision)) && pids(supervision).size() == 1);
    assertThat(Sys.of(node.processes, pids(supervision).getFirst()).getState()).isEqualTo("one");
  }

  private static List<@Nullable Pid> pids(Supervision supervision) {
    return supervision.whichChildren().stream().<@Nullable Pid>map(Child::pid).toList();
  }

  @Test
  void a_child_on_request_that_is_being_restarted_can_be_terminated() {
    // OTP: hanging_restart_loop_simple.
    var simple = flags(Strategy.SIMPLE_ONE_FOR_ONE, 1_000_000);
    var supervisor = family.supervisor(simple, family.child("a"));
    var supervision = family.of(supervisor);
    var first = started(supervision.startChildWith());
    family.refuse("a");

    node.processes.send(first, BOOM);

    family.await(
        () -> supervision.whichChildren().getFirst().state() instanceof ChildState.Restarting);
    assertThat(supervision.countChildren()).isEqualTo(new ChildCounts(1, 0, 0, 1));
    assertThat(supervision.terminateChild(first)).isEqualTo(new ChildResult.Terminated());
    assertThat(supervision.whichChildren()).isEmpty();
  }

  @Test
  void very_many_temporary_children_end_together() {
    // OTP: simple_one_for_one_scale_many_temporary_children, simple_one_for_one_shutdown.
    var simple = flags(Strategy.SIMPLE_ONE_FOR_ONE, 0);
    var supervisor =
        family.supervisor(
            simple, ChildSpec.server("kid", Kid.class, "unused").restart(Restart.TEMPORARY));
    var supervision = family.of(supervisor);

    IntStream.range(0, 5_000).forEach(i -> started(supervision.startChildWith(i)));
    assertThat(supervision.countChildren().active()).isEqualTo(5_000);
    stop(supervisor);

    assertThat(family.views()).isEmpty();
  }

  @Test
  void what_a_temporary_child_was_started_with_is_not_kept() {
    // OTP: do_not_save_start_parameters_for_temporary_children.
    var supervisor =
        family.supervisor(
            oneForOne, ChildSpec.server("kid", Kid.class, "s").restart(Restart.TEMPORARY));

    assertThat(family.of(supervisor).getChildSpec("kid"))
        .isInstanceOfSatisfying(
            ChildResult.Spec.class,
            found -> assertThat(found.spec().start().arguments()).isEmpty());
  }

  @Test
  void a_change_of_code_takes_new_rules_and_specifications_and_starts_nothing() {
    // OTP: code_change.
    var init = new AtomicReference<>(SupervisorInit.ok(oneForOne, family.child("a")));
    var supervisor = Family.pid(family.start(init::get));
    var pid = family.running(supervisor, "a");
    var sys = Sys.of(node.processes, supervisor);

    init.set(
        SupervisorInit.ok(
            flags(Strategy.REST_FOR_ONE, 7),
            family.child("b"),
            family.child("a").restart(Restart.TRANSIENT)));
    sys.suspend();
    assertThat(sys.changeCode("parent", 1, null)).isEqualTo(new ChangeCodeResult.Changed());
    sys.resume();

    assertThat(family.states(supervisor))
        .containsExactly(
            Map.entry("b", ChildState.STOPPED), Map.entry("a", new ChildState.Running(pid)));
    assertThat(family.starts).containsExactly("a");
    var status = (SupervisorStatus) shown(sys);
    assertThat(status.flags().intensity()).isEqualTo(7);
    assertThat(status.module()).isEqualTo(Family.Parent.class.getName());
  }

  private static Object shown(Sys sys) {
    var status = (ServerStatus) sys.getStatus().status();
    if (status == null || status.state() == null) throw new AssertionError("no status");
    return status.state();
  }

  @Test
  void a_change_of_code_with_faulty_specifications_changes_nothing() {
    var init = new AtomicReference<>(SupervisorInit.ok(oneForOne, family.child("a")));
    var supervisor = Family.pid(family.start(init::get));
    var sys = Sys.of(node.processes, supervisor);
    sys.suspend();

    init.set(SupervisorInit.ok(oneForOne, family.child("b"), family.child("b")));
    assertThat(sys.changeCode("parent", 1, null))
        .isEqualTo(new ChangeCodeResult.Refused(new SpecFault.DuplicateChildName("b")));
    init.set(SupervisorInit.ignore());
    assertThat(sys.changeCode("parent", 1, null)).isEqualTo(new ChangeCodeResult.Changed());
    init.set(SupervisorInit.ok(SupervisorFlags.of(Strategy.SIMPLE_ONE_FOR_ONE), family.child("b")));
    assertThat(sys.changeCode("parent", 1, null)).isInstanceOf(ChangeCodeResult.Refused.class);
    sys.resume();

    assertThat(family.states(supervisor)).containsOnlyKeys("a");
  }
}
