package dev.molt.sys;

import dev.molt.code.PurgeOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an upgrade goes about it.
 *
 * @param answers how long a process is waited for that is asked to rest or to change its state
 * @param kill how those that run old code are killed before the load; null: they are not, and the
 *     upgrade is refused
 *     <p>OTP: the time-out of {@code update}; {@code brutal_purge} or {@code soft_purge}
 */
public record UpgradeOptions(Duration answers, @Nullable PurgeOptions kill) {
  /** 5 s, as a system message waits; nobody is killed. */
  public static final UpgradeOptions DEFAULT = new UpgradeOptions(Duration.ofSeconds(5), null);

  public UpgradeOptions answers(Duration time) {
    return new UpgradeOptions(time, kill);
  }

  public UpgradeOptions killing(PurgeOptions how) {
    return new UpgradeOptions(answers, how);
  }
}
