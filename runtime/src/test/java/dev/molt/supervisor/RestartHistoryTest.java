package dev.molt.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartHistoryTest {
  private static final Duration FIVE = Duration.ofSeconds(5);

  private static RestartHistory at(long... seconds) {
    var history = RestartHistory.EMPTY;
    for (var second : seconds) history = history.add(second, FIVE);
    return history;
  }

  @Test
  void as_many_restarts_as_the_intensity_are_put_up_with() {
    assertThat(at(10).exceeds(1)).isFalse();
    assertThat(at(10, 11).exceeds(1)).isTrue();
    assertThat(at(10, 11).exceeds(2)).isFalse();
  }

  @Test
  void an_intensity_of_zero_puts_up_with_none() {
    assertThat(at(10).exceeds(0)).isTrue();
  }

  @Test
  void a_restart_exactly_one_period_ago_still_counts() {
    assertThat(at(10, 15).exceeds(1)).isTrue();
  }

  @Test
  void a_restart_longer_ago_than_the_period_is_forgotten() {
    assertThat(at(10, 16).seconds()).containsExactly(16L);
    assertThat(at(10, 12, 16, 18).seconds()).containsExactly(18L, 16L);
  }

  @Test
  void a_clock_below_zero_is_as_good_as_any() {
    assertThat(at(-3, 1).exceeds(1)).isTrue();
    assertThat(at(-3, 3).exceeds(1)).isFalse();
  }
}
