package dev.molt.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.molt.process.StartResult;
import dev.molt.term.ExitReason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is decided without any process. OTP: supervisor_SUITE, child_specs, sup_flags. */
class RulesTest {
  private static final ExitReason BOOM = new ExitReason.Other("boom");
  private static final ExitReason DETAILED = new ExitReason.Shutdown("detail");

  private static ChildSpec spec(Object id) {
    return ChildSpec.of(id, () -> new StartResult.Ignored());
  }

  private static SupervisorFlags ending(AutoShutdown when) {
    return SupervisorFlags.of(Strategy.ONE_FOR_ONE).autoShutdown(when);
  }

  @Test
  void permanent_children_are_always_restarted() {
    for (var reason : List.of(ExitReason.NORMAL, ExitReason.SHUTDOWN, DETAILED, BOOM)) {
      assertThat(Restart.PERMANENT.after(reason)).isTrue();
    }
  }

  @Test
  void transient_children_are_restarted_after_an_abnormal_end() {
    assertThat(Restart.TRANSIENT.after(ExitReason.NORMAL)).isFalse();
    assertThat(Restart.TRANSIENT.after(ExitReason.SHUTDOWN)).isFalse();
    assertThat(Restart.TRANSIENT.after(DETAILED)).isFalse();
    assertThat(Restart.TRANSIENT.after(BOOM)).isTrue();
    assertThat(Restart.TRANSIENT.after(ExitReason.KILLED)).isTrue();
  }

  @Test
  void temporary_children_are_never_restarted() {
    assertThat(Restart.TEMPORARY.after(BOOM)).isFalse();
    assertThat(Restart.TEMPORARY.isErrorWhen(BOOM)).isTrue();
    assertThat(Restart.TEMPORARY.isErrorWhen(ExitReason.NORMAL)).isFalse();
  }

  @Test
  void a_child_that_is_shut_down_may_end_in_the_way_it_is_told_to() {
    var within = Shutdown.within(Duration.ofSeconds(1));

    assertThat(within.isObeyed(ExitReason.SHUTDOWN, Restart.PERMANENT)).isTrue();
    assertThat(within.isObeyed(ExitReason.KILLED, Restart.PERMANENT)).isFalse();
    assertThat(within.isObeyed(ExitReason.NORMAL, Restart.PERMANENT)).isFalse();
    assertThat(within.isObeyed(ExitReason.NORMAL, Restart.TRANSIENT)).isTrue();
    assertThat(within.isObeyed(DETAILED, Restart.PERMANENT)).isFalse();
    assertThat(within.isObeyed(DETAILED, Restart.TEMPORARY)).isTrue();
    assertThat(within.isObeyed(BOOM, Restart.TEMPORARY)).isFalse();
    assertThat(Shutdown.BRUTAL_KILL.isObeyed(ExitReason.KILLED, Restart.PERMANENT)).isTrue();
    assertThat(Shutdown.BRUTAL_KILL.isObeyed(ExitReason.SHUTDOWN, Restart.PERMANENT)).isFalse();
    assertThat(Shutdown.BRUTAL_KILL.isObeyed(ExitReason.SHUTDOWN, Restart.TRANSIENT)).isTrue();
  }

  @Test
  void two_children_of_one_id_are_a_fault() {
    assertThat(
            Supervision.check(List.of(spec("a"), spec("b"), spec("a")), ending(AutoShutdown.NEVER)))
        .contains(new SpecFault.DuplicateChildName("a"));
  }

  @Test
  void a_simple_supervisor_has_exactly_one_specification() {
    var simple = SupervisorFlags.of(Strategy.SIMPLE_ONE_FOR_ONE);

    assertThat(Supervision.check(List.of(), simple)).contains(new SpecFault.NotOneSpec(0));
    assertThat(Supervision.check(List.of(spec("a")), simple)).isEmpty();
    assertThat(Supervision.check(List.of(spec("a"), spec("b")), simple))
        .contains(new SpecFault.NotOneSpec(2));
  }

  @Test
  void a_significant_child_needs_a_supervisor_that_ends_with_it() {
    var significant = spec("a").restart(Restart.TRANSIENT).significant(true);

    assertThat(Supervision.check(List.of(significant), ending(AutoShutdown.NEVER)))
        .contains(new SpecFault.SignificantNeedsAutoShutdown("a"));
    assertThat(Supervision.check(List.of(significant), ending(AutoShutdown.ANY_SIGNIFICANT)))
        .isEmpty();
    assertThat(
            Supervision.check(
                List.of(significant.restart(Restart.PERMANENT)),
                ending(AutoShutdown.ANY_SIGNIFICANT)))
        .contains(new SpecFault.SignificantIsPermanent("a"));
  }

  @Test
  void flags_without_meaning_are_refused() {
    var flags = SupervisorFlags.of(Strategy.ONE_FOR_ALL);

    assertThatThrownBy(() -> flags.intensity(-1, Duration.ofSeconds(5)))
        .hasMessage("invalid intensity -1");
    assertThatThrownBy(() -> flags.intensity(1, Duration.ofMillis(999)))
        .hasMessage("invalid period PT0.999S");
    assertThatThrownBy(() -> Shutdown.within(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_is_not_said_is_as_in_otp() {
    var flags = SupervisorFlags.of(Strategy.ONE_FOR_ONE);
    assertThat(flags.intensity()).isEqualTo(1);
    assertThat(flags.period()).isEqualTo(Duration.ofSeconds(5));
    assertThat(flags.autoShutdown()).isEqualTo(AutoShutdown.NEVER);

    var child = spec("a");
    assertThat(child.restart()).isEqualTo(Restart.PERMANENT);
    assertThat(child.shutdown()).isEqualTo(Shutdown.within(Duration.ofSeconds(5)));
    assertThat(child.type()).isEqualTo(ChildType.WORKER);
    assertThat(child.supervisor().shutdown()).isEqualTo(Shutdown.INFINITY);
  }
}
