package dev.molt.swap;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Measures the stages of one reload.
 *
 * <p>The write of a file is known in wall-clock time only, the stages are measured with the
 * monotonic clock; both are read once, together, when the clock is made.
 */
public final class StageClock {
  /** The stages that follow one another; {@code settle} lies before the clock is made. */
  public enum Stage {
    COMPILE,
    PREPARE,
    PREVIEW,
    PURGE,
    LOAD
  }

  private final LongSupplier nanos;
  private final long begun;
  private final long settleNanos;
  // Owned by the thread of the reload.
  private final Map<Stage, Long> spent = new EnumMap<>(Stage.class);
  private long liveAt;

  /**
   * Starts now.
   *
   * @param written when the oldest file of the change was written
   * @param taken when the change was taken up, by the same clock as {@code written}
   * @param nanos a monotonic clock in nanoseconds
   */
  public StageClock(Instant written, Instant taken, LongSupplier nanos) {
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
    this.liveAt = begun;
    this.settleNanos = Math.max(0, Duration.between(written, taken).toNanos());
  }

  /** What is measured: it may fail with the checked exception of its choice. */
  @FunctionalInterface
  public interface Work<T, X extends Exception> {
    T run() throws X;
  }

  /** Runs {@code work} and counts its time to {@code stage}, also if it throws. */
  public <T, X extends Exception> T in(Stage stage, Work<T, X> work) throws X {
    var from = nanos.getAsLong();
    try {
      return work.run();
    } finally {
      spent.merge(stage, nanos.getAsLong() - from, Long::sum);
    }
  }

  /** Says that the new version is live now: {@code total} ends here. */
  public void live() {
    liveAt = nanos.getAsLong();
  }

  /** The times so far. */
  public StageTimes times() {
    return new StageTimes(
        settleNanos / 1_000,
        micros(Stage.COMPILE),
        micros(Stage.PREPARE),
        micros(Stage.PREVIEW),
        micros(Stage.PURGE),
        micros(Stage.LOAD),
        (settleNanos + liveAt - begun) / 1_000);
  }

  private long micros(Stage stage) {
    return spent.getOrDefault(stage, 0L) / 1_000;
  }
}
