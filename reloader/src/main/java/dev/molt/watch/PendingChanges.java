package dev.molt.watch;

import dev.molt.source.SourceContent;
import dev.molt.source.SourceFile;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The changes that are waiting to go out. One thread's; times are of its monotonic clock. */
final class PendingChanges {
  /** Every source that declares something has one of these words, and ends like this. */
  private static final Pattern DECLARES = Pattern.compile("\\b(class|interface|enum|record)\\b");

  private static final Pattern ENDS = Pattern.compile("([};]|\\*/|//[^\\n]*)\\s*\\z");

  // Owner: the thread of the watch loop.
  private final TreeMap<SourceFile, SourceChange> changes = new TreeMap<>();
  private final Set<SourceFile> doubtful = new TreeSet<>();
  private ChangeSet.Cause cause = ChangeSet.Cause.SAVE;
  private boolean versionControlled;
  private long firstNanos;
  private long lastNanos;

  boolean isEmpty() {
    return changes.isEmpty();
  }

  int size() {
    return changes.size();
  }

  /** Adds a change; {@code torn} if the file was being written while it was read. */
  void add(SourceChange change, boolean torn, ChangeSet.Cause found, long nowNanos) {
    if (changes.isEmpty()) {
      firstNanos = nowNanos;
      cause = found;
      versionControlled = false;
    }
    ChangeSet.add(changes, change);
    var doubt = torn || change.content().map(PendingChanges::looksUnfinished).orElse(true);
    if (doubt && changes.containsKey(change.file())) doubtful.add(change.file());
    else doubtful.remove(change.file());
    if (changes.isEmpty()) doubtful.clear();
    lastNanos = nowNanos;
  }

  /** Something was heard of a file, though it was no change: it may not be quiet yet. */
  void heard(SourceFile file, long nowNanos) {
    if (changes.containsKey(file)) lastNanos = nowNanos;
  }

  /** How many of them were written before an instant. */
  int writtenBefore(Instant instant) {
    return (int)
        changes.values().stream()
            .flatMap(change -> change.content().stream())
            .filter(content -> content.modified().isBefore(instant))
            .count();
  }

  /** Files that are gone, empty or cut short: to be looked at again before they go out. */
  Set<SourceFile> doubtful() {
    return Set.copyOf(doubtful);
  }

  /** A second look came to the same result: then it is meant so. */
  void trust(SourceFile file) {
    doubtful.remove(file);
  }

  QuietPeriod.Pending view(QuietPeriod.Hold hold, long nowNanos) {
    if (hold == QuietPeriod.Hold.LOCKED) {
      versionControlled = true;
      firstNanos = nowNanos;
    }
    return new QuietPeriod.Pending(
        changes.size(),
        !doubtful.isEmpty(),
        hold,
        versionControlled,
        Duration.ofNanos(nowNanos - firstNanos),
        Duration.ofNanos(nowNanos - lastNanos));
  }

  /** All of them, as one batch; none is left. */
  Optional<ChangeSet> release(Instant now) {
    if (changes.isEmpty()) return Optional.empty();
    var set = ChangeSet.of(changes, releaseCause(), now);
    changes.clear();
    doubtful.clear();
    return Optional.of(set);
  }

  private ChangeSet.Cause releaseCause() {
    if (cause != ChangeSet.Cause.SAVE) return cause;
    if (versionControlled) return ChangeSet.Cause.VERSION_CONTROL;
    return changes.size() > 1 ? ChangeSet.Cause.BURST : ChangeSet.Cause.SAVE;
  }

  /**
   * Whether this may be the beginning of a file that is still being written: nothing in it, no type
   * declared, or no end. The compiler finds the rest; this is what it would take for a whole file.
   */
  static boolean looksUnfinished(SourceContent content) {
    if (content.file().kind() != SourceFile.Kind.TYPES) return content.size() == 0;
    var text = content.text();
    return !DECLARES.matcher(text).find() || !ENDS.matcher(text).find();
  }
}
