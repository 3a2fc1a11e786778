package dev.molt.code;

import java.time.Duration;

/**
 * How a hard purge goes about it.
 *
 * @param deadline how long it waits, while none of its victims dies, for those that are left; then
 *     it is called off
 * @param obstacles how long it waits, before the first kill, for those that cannot be killed to
 *     leave the old code by themselves
 * @param settling how long a process that runs old code, and does not wait in it, is given to leave
 *     it: a callback that was off its processor for two reloads need not die of the second
 * @param foreign what becomes of threads that are no processes but run old code
 */
public record PurgeOptions(
    Duration deadline, Duration obstacles, Duration settling, Foreign foreign) {
  /** What becomes of threads that are no processes but run old code. */
  public enum Foreign {
    /** Wait for them, then call the purge off. */
    WAIT,
    /** Throw in them, too: a kill in a timer's thread ends the timer for all its users. */
    KILL
  }

  public static final PurgeOptions DEFAULT =
      new PurgeOptions(
          Duration.ofSeconds(5), Duration.ofMillis(500), Duration.ofMillis(5), Foreign.WAIT);

  public PurgeOptions withDeadline(Duration patience) {
    return new PurgeOptions(patience, obstacles, settling, foreign);
  }

  public PurgeOptions withObstacles(Duration patience) {
    return new PurgeOptions(deadline, patience, settling, foreign);
  }

  public PurgeOptions withSettling(Duration patience) {
    return new PurgeOptions(deadline, obstacles, patience, foreign);
  }

  public PurgeOptions withForeign(Foreign policy) {
    return new PurgeOptions(deadline, obstacles, settling, policy);
  }
}
