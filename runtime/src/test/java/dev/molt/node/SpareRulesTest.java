package dev.molt.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SpareRulesTest {
  private final SpareRules rules = new SpareRules(10);

  @Test
  void nobody_is_suspected_while_a_carrier_is_idle_or_nobody_waits() {
    assertThat(SpareRules.suspicious(2, 1, 5)).isFalse();
    assertThat(SpareRules.suspicious(2, 2, 0)).isFalse();
    assertThat(SpareRules.suspicious(2, 2, 1)).isTrue();
  }

  @Test
  void starvation_that_goes_on_asks_for_twice_as_many_each_time_up_to_the_limit() {
    assertThat(rules.starved()).isEqualTo(2);
    assertThat(rules.starved()).isEqualTo(6);
    assertThat(rules.spent()).isFalse();
    assertThat(rules.starved()).isEqualTo(10);
    assertThat(rules.spent()).isTrue();
  }

  @Test
  void a_spare_given_back_starts_the_steps_anew() {
    rules.starved();
    rules.starved();
    rules.calm(8, 4, SpareRules.CALM);

    assertThat(rules.starved()).isEqualTo(7);
  }

  @Test
  void spares_stay_as_long_as_the_busy_leave_only_one_carrier() {
    rules.starved();

    assertThat(rules.calm(4, 3, Duration.ofHours(1))).isEqualTo(2);
  }

  @Test
  void spares_go_one_by_one_when_two_carriers_have_long_been_idle() {
    rules.starved();

    assertThat(rules.calm(4, 2, Duration.ofMillis(499))).isEqualTo(2);
    assertThat(rules.calm(4, 2, Duration.ofMillis(1))).isEqualTo(1);
    assertThat(rules.calm(3, 1, SpareRules.CALM)).isZero();
    assertThat(rules.calm(2, 0, SpareRules.CALM)).isZero();
  }

  @Test
  void a_busy_moment_starts_the_calm_anew() {
    rules.starved();

    rules.calm(4, 1, Duration.ofMillis(499));
    rules.calm(4, 3, Duration.ofMillis(10));
    assertThat(rules.calm(4, 1, Duration.ofMillis(499))).isEqualTo(2);
  }
}
