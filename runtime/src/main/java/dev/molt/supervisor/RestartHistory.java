package dev.molt.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * When a supervisor has restarted its children, newest first: pure, in whole seconds as OTP counts
 * them. A restart exactly one period ago still counts.
 *
 * @param seconds of a clock that never goes back
 *     <p>OTP: {@code supervisor:add_restart/3}
 */
record RestartHistory(List<Long> seconds) {
  static final RestartHistory EMPTY = new RestartHistory(List.of());

  /** This history with one restart more, and without those that no longer count. */
  RestartHistory add(long nowSeconds, Duration period) {
    var threshold = nowSeconds - period.toSeconds();
    List<Long> kept = new ArrayList<>(seconds.size() + 1);
    kept.add(nowSeconds);
    for (var restart : seconds) {
      if (restart < threshold) break;
      kept.add(restart);
    }
    return new RestartHistory(kept);
  }

  /** Whether these are more restarts than a supervisor puts up with. */
  boolean exceeds(int intensity) {
    return seconds.size() > intensity;
  }
}
