package dev.molt.code;

import java.time.Duration;

/**
 * How a hard purge goes about it.
 *
 * @param deadline after which a purge whose victims are not gone is called off
 * @param foreign what becomes of threads that are no processes but run old code
 */
public record PurgeOptions(Duration deadline, Foreign foreign) {
  /** What becomes of threads that are no processes but run old code. */
  public enum Foreign {
    /** Wait for them until the deadline, then call the purge off. */
    WAIT,
    /** Throw in them, too: a kill in a timer's thread ends the timer for all its users. */
    KILL
  }

  public static final PurgeOptions DEFAULT = new PurgeOptions(Duration.ofSeconds(5), Foreign.WAIT);
}
