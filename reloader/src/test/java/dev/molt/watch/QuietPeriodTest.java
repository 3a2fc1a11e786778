package dev.molt.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.watch.QuietPeriod.Hold;
import dev.molt.watch.QuietPeriod.Pending;
import dev.molt.watch.QuietPeriod.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class QuietPeriodTest {
  private static final Verdict GO = new Verdict.Go();

  private final WatchSettings settings = WatchSettings.DEFAULT;
  private final QuietPeriod quiet = new QuietPeriod(settings);

  @Test
  void one_saved_file_goes_at_once() {
    assertThat(quiet.decide(pending(1, false, Hold.NONE, 0, 0))).isEqualTo(GO);
  }

  @Test
  void a_file_that_is_gone_or_empty_waits_for_the_grace() {
    assertThat(quiet.decide(pending(1, true, Hold.NONE, 40, 40))).isEqualTo(hold(110));
    assertThat(quiet.decide(pending(1, true, Hold.NONE, 150, 150))).isEqualTo(GO);
  }

  @Test
  void a_burst_waits_until_it_is_quiet() {
    assertThat(quiet.decide(pending(2, false, Hold.NONE, 30, 10))).isEqualTo(hold(40));
    assertThat(quiet.decide(pending(2, false, Hold.NONE, 90, 50))).isEqualTo(GO);
  }

  @Test
  void a_stream_of_edits_that_never_ends_is_let_through_at_the_limit() {
    assertThat(quiet.decide(pending(9, false, Hold.NONE, 1_990, 1))).isEqualTo(hold(10));
    assertThat(quiet.decide(pending(9, true, Hold.NONE, 2_000, 1))).isEqualTo(GO);
  }

  @Test
  void everything_waits_while_version_control_holds_its_lock() {
    assertThat(quiet.decide(pending(1, false, Hold.LOCKED, 9_000, 9_000))).isEqualTo(hold(20));
  }

  @Test
  void a_lock_that_a_crashed_tool_left_does_not_hold_for_ever() {
    assertThat(quiet.decide(pending(1, false, Hold.LOCKED, 30_000, 30_000))).isEqualTo(GO);
  }

  @Test
  void after_the_lock_is_gone_even_one_file_waits_until_it_is_quiet() {
    var one = new Pending(1, false, Hold.NONE, true, Duration.ofMillis(5), Duration.ofMillis(5));
    assertThat(quiet.decide(one)).isEqualTo(hold(45));
  }

  @Test
  void in_the_middle_of_a_rebase_the_quiet_is_longer_but_a_person_may_edit() {
    assertThat(quiet.decide(pending(1, false, Hold.REBASING, 50, 50))).isEqualTo(hold(150));
    assertThat(quiet.decide(pending(1, false, Hold.REBASING, 200, 200))).isEqualTo(GO);
  }

  private static Pending pending(
      int files, boolean doubtful, Hold hold, long sinceFirstMs, long sinceLastMs) {
    return new Pending(
        files,
        doubtful,
        hold,
        hold == Hold.LOCKED,
        Duration.ofMillis(sinceFirstMs),
        Duration.ofMillis(sinceLastMs));
  }

  private static Verdict hold(long ms) {
    return new Verdict.Wait(Duration.ofMillis(ms));
  }
}
