package dev.molt.process;

import java.time.Duration;

/**
 * An instant of this JVM's monotonic clock up to which something is waited for, or never.
 *
 * @param finite false: there is no such instant, {@code atNanos} says nothing
 * @param atNanos the instant, as {@link System#nanoTime} counts
 */
public record Deadline(boolean finite, long atNanos) {
  public static final Deadline NEVER = new Deadline(false, 0);

  /** Longer waits than this are the same as for ever: the clock's count would run over. */
  private static final long LONGEST_NANOS = Long.MAX_VALUE / 4;

  /** The instant {@code wait} from now; a wait that is zero or negative is over at once. */
  public static Deadline in(Duration wait) {
    long nanos;
    try {
      nanos = wait.toNanos();
    } catch (ArithmeticException tooLong) {
      nanos = wait.isNegative() ? 0 : Long.MAX_VALUE;
    }
    if (nanos > LONGEST_NANOS) return NEVER;
    return new Deadline(true, System.nanoTime() + Math.max(0, nanos));
  }

  /** What is left, in nanoseconds: 0 if it is over, {@link Long#MAX_VALUE} if it never is. */
  public long remainingNanos() {
    return finite ? Math.max(0, atNanos - System.nanoTime()) : Long.MAX_VALUE;
  }

  public boolean expired() {
    return finite && atNanos - System.nanoTime() <= 0;
  }
}
