package dev.molt.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SpareRulesTest {
  private final SpareRules rules = new SpareRules(20);

  @Test
  void starvation_that_goes_on_asks_for_twice_as_many_each_time_up_to_the_limit() {
    assertThat(rules.starved()).isEqualTo(4);
    assertThat(rules.starved()).isEqualTo(12);
    assertThat(rules.spent()).isFalse();
    assertThat(rules.starved()).isEqualTo(20);
    assertThat(rules.spent()).isTrue();
  }

  @Test
  void a_spare_given_back_starts_the_steps_anew() {
    rules.starved();
    rules.starved();
    assertThat(rules.calm(14, 9, SpareRules.CALM)).isEqualTo(11);

    assertThat(rules.starved()).isEqualTo(15);
  }

  @Test
  void spares_stay_as_long_as_the_busy_leave_only_one_carrier() {
    rules.starved();

    assertThat(rules.calm(6, 5, Duration.ofHours(1))).isEqualTo(4);
  }

  @Test
  void spares_go_one_by_one_when_two_carriers_have_long_been_idle() {
    rules.starved();

    assertThat(rules.calm(6, 4, Duration.ofMillis(499))).isEqualTo(4);
    assertThat(rules.calm(6, 4, Duration.ofMillis(1))).isEqualTo(3);
    assertThat(rules.calm(5, 3, SpareRules.CALM)).isEqualTo(2);
    assertThat(rules.calm(4, 0, SpareRules.CALM)).isEqualTo(1);
    assertThat(rules.calm(3, 0, SpareRules.CALM)).isZero();
    assertThat(rules.calm(2, 0, SpareRules.CALM)).isZero();
  }

  @Test
  void a_busy_moment_starts_the_calm_anew() {
    rules.starved();

    rules.calm(6, 1, Duration.ofMillis(499));
    rules.calm(6, 5, Duration.ofMillis(10));
    assertThat(rules.calm(6, 1, Duration.ofMillis(499))).isEqualTo(4);
  }
}
