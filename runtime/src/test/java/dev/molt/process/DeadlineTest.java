package dev.molt.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  @Test
  void a_wait_of_nothing_is_over_at_once() {
    assertThat(Deadline.in(Duration.ZERO).expired()).isTrue();
    assertThat(Deadline.in(Duration.ofSeconds(-1)).expired()).isTrue();
    assertThat(Deadline.in(Duration.ofSeconds(-1)).remainingNanos()).isZero();
  }

  @Test
  void a_wait_of_an_hour_has_most_of_it_left() {
    Deadline deadline = Deadline.in(Duration.ofHours(1));
    assertThat(deadline.expired()).isFalse();
    assertThat(Duration.ofNanos(deadline.remainingNanos()))
        .isBetween(Duration.ofMinutes(50), Duration.ofHours(1));
  }

  @Test
  void a_wait_too_long_to_count_is_for_ever() {
    assertThat(Deadline.in(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(Deadline.NEVER);
    assertThat(Deadline.in(Duration.ofSeconds(Long.MIN_VALUE)).expired()).isTrue();
    assertThat(Deadline.NEVER.expired()).isFalse();
    assertThat(Deadline.NEVER.remainingNanos()).isEqualTo(Long.MAX_VALUE);
  }
}
