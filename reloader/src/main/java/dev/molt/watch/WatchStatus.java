package dev.molt.watch;

import java.time.Instant;

/**
 * What a watcher can promise at the moment.
 *
 * <ul>
 *   <li>{@link Live}: the system tells of each change
 *   <li>{@link Polling}: the tree is looked at at intervals, because events are not to be had;
 *       nothing is lost, it only takes longer
 *   <li>{@link Rescanning}: events were lost or not yet to be had; the tree is being compared
 *   <li>{@link Dead}: it does not watch any more
 * </ul>
 */
public sealed interface WatchStatus {
  /** Since when it is so. */
  Instant since();

  /**
   * @param missed changes that a comparison found although no event had told of them, since the
   *     watch began; not zero means that the system's events cannot be relied upon here
   */
  record Live(Instant since, int missed) implements WatchStatus {
    @Override
    public String toString() {
      return missed == 0 ? "live" : "live (" + missed + " changes came without an event)";
    }
  }

  /**
   * @param why in a sentence that says what to do about it, if something can be done
   */
  record Polling(Instant since, String why) implements WatchStatus {
    @Override
    public String toString() {
      return "polling: " + why;
    }
  }

  /**
   * @param why what was lost or missing
   */
  record Rescanning(Instant since, String why) implements WatchStatus {
    @Override
    public String toString() {
      return "rescanning: " + why;
    }
  }

  /**
   * @param why it was closed, or the error that ended it
   */
  record Dead(Instant since, String why) implements WatchStatus {
    @Override
    public String toString() {
      return "dead: " + why;
    }
  }
}
