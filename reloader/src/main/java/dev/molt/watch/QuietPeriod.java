package dev.molt.watch;

import java.time.Duration;

/**
 * Decides when changes go out: pure, without a clock.
 *
 * <p>One saved file goes at once: a person waits for it, and success is optimistic (if it was only
 * half written, the compiler will say so, and the rest will come). What is doubtful (gone, empty,
 * cut short) waits for the grace. Several files are a burst and wait until it is quiet, with a
 * bound, so that a stream of edits that never ends is let through as well. While the version
 * control system has its lock, everything waits, for more will come.
 */
public record QuietPeriod(WatchSettings settings) {
  /** A lock's removal is not told of, so it is looked for that often. */
  private static final Duration LOCK_LOOK = Duration.ofMillis(20);

  /**
   * What is waiting to go out.
   *
   * @param files how many
   * @param doubtful at least one of them may be in the middle of being saved
   * @param hold what the version control system is doing
   * @param versionControlled it had its lock at some time since the first of them
   * @param sinceFirst time since the first of them was heard of, or since the lock went away
   * @param sinceLast time since something was last heard of
   */
  public record Pending(
      int files,
      boolean doubtful,
      Hold hold,
      boolean versionControlled,
      Duration sinceFirst,
      Duration sinceLast) {}

  /** What the version control system is doing. */
  public enum Hold {
    NONE,
    /** It holds its lock: it writes. */
    LOCKED,
    /** It is in the middle of a rebase, of which a person may be a part. */
    REBASING
  }

  /** Go, or wait that long and ask again. */
  public sealed interface Verdict {
    record Go() implements Verdict {}

    record Wait(Duration most) implements Verdict {}
  }

  public Verdict decide(Pending pending) {
    if (pending.hold() == Hold.LOCKED
        && pending.sinceLast().compareTo(settings.versionControlLimit()) < 0)
      return new Verdict.Wait(LOCK_LOOK);
    var burst = pending.files() > 1 || pending.versionControlled();
    if (!burst && !pending.doubtful() && pending.hold() != Hold.REBASING) return new Verdict.Go();
    var quiet = quietFor(pending).minus(pending.sinceLast());
    var bound = boundFor(pending).minus(pending.sinceFirst());
    var wait = quiet.compareTo(bound) < 0 ? quiet : bound;
    return wait.isPositive() ? new Verdict.Wait(wait) : new Verdict.Go();
  }

  private Duration quietFor(Pending pending) {
    var quiet = pending.doubtful() ? settings.grace() : settings.quiet();
    return pending.hold() == Hold.REBASING ? quiet.multipliedBy(4) : quiet;
  }

  private Duration boundFor(Pending pending) {
    return pending.hold() == Hold.REBASING ? settings.versionControlLimit() : settings.limit();
  }
}
