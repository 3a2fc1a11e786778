package dev.molt.supervisor;

import java.time.Duration;

/**
 * The rules of a supervisor.
 *
 * @param intensity how many restarts within {@code period} it puts up with; one more and it ends
 * @param period in whole seconds, at least one
 *     <p>OTP: {@code supervisor:sup_flags()}
 */
public record SupervisorFlags(
    Strategy strategy, int intensity, Duration period, AutoShutdown autoShutdown) {
  /**
   * @throws IllegalArgumentException for a negative intensity or a period below one second
   */
  public SupervisorFlags {
    if (intensity < 0) throw new IllegalArgumentException("invalid intensity " + intensity);
    if (period.toSeconds() < 1) throw new IllegalArgumentException("invalid period " + period);
  }

  /** One restart in 5 seconds, as in OTP. */
  public static SupervisorFlags of(Strategy strategy) {
    return new SupervisorFlags(strategy, 1, Duration.ofSeconds(5), AutoShutdown.NEVER);
  }

  public SupervisorFlags intensity(int restarts, Duration within) {
    return new SupervisorFlags(strategy, restarts, within, autoShutdown);
  }

  public SupervisorFlags autoShutdown(AutoShutdown when) {
    return new SupervisorFlags(strategy, intensity, period, when);
  }
}
