package dev.molt.watch;

import com.google.common.collect.ImmutableSortedMap;
import dev.molt.source.SourceContent;
import dev.molt.source.SourceFile;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Changes that belong together: to be compiled and swapped as one batch. Never without a change.
 *
 * @param changes by file, at most one for each
 * @param cause why they go out together
 * @param released when they were let go
 */
public record ChangeSet(
    ImmutableSortedMap<SourceFile, SourceChange> changes, Cause cause, Instant released) {

  /** Why changes go out, and together. */
  public enum Cause {
    /** All that was there when the watch began. */
    START,
    /** One file was saved. */
    SAVE,
    /** Several files within a moment. */
    BURST,
    /** The version control system was at work. */
    VERSION_CONTROL,
    /** Found by comparing the tree with what was known, not by an event. */
    RESCAN
  }

  public ChangeSet {
    if (changes.isEmpty()) throw new IllegalArgumentException("no change");
  }

  static ChangeSet of(SortedMap<SourceFile, SourceChange> changes, Cause cause, Instant released) {
    return new ChangeSet(ImmutableSortedMap.copyOfSorted(changes), cause, released);
  }

  /** When the first of them was heard of. */
  public Instant firstObserved() {
    return changes.values().stream().map(SourceChange::observed).min(Instant::compareTo).get();
  }

  /** When the last of them was heard of. */
  public Instant lastObserved() {
    return changes.values().stream().map(SourceChange::observed).max(Instant::compareTo).get();
  }

  /** How long they were held until it was quiet: from the last of them to their release. */
  public Duration settled() {
    var held = Duration.between(lastObserved(), released);
    return held.isNegative() ? Duration.ZERO : held;
  }

  /** When the first of them was written, as far as the system tells; a deleted file has no time. */
  public Instant written() {
    return contents().stream()
        .map(SourceContent::written)
        .min(Instant::compareTo)
        .orElseGet(this::firstObserved);
  }

  /** The sources that were created or modified, in the order of their paths. */
  public List<SourceContent> contents() {
    return changes.values().stream().flatMap(change -> change.content().stream()).toList();
  }

  /** The sources that are gone, in the order of their paths. */
  public List<SourceFile> deleted() {
    return changes.values().stream()
        .filter(change -> change instanceof SourceChange.Deleted)
        .map(SourceChange::file)
        .toList();
  }

  /**
   * These changes followed by later ones, as one batch; empty when they undo each other. What was
   * the cause of the larger of both is the cause.
   */
  public Optional<ChangeSet> then(ChangeSet later) {
    var all = new TreeMap<>(changes);
    later.changes.values().forEach(change -> add(all, change));
    if (all.isEmpty()) return Optional.empty();
    var larger = later.changes.size() > changes.size() ? later.cause : cause;
    var joined = larger == Cause.SAVE && all.size() > 1 ? Cause.BURST : larger;
    return Optional.of(of(all, joined, later.released));
  }

  /** Adds a change to those of the files so far, as {@link SourceChange#then} has it. */
  static void add(SortedMap<SourceFile, SourceChange> changes, SourceChange change) {
    var earlier = changes.get(change.file());
    if (earlier == null) changes.put(change.file(), change);
    else
      earlier
          .then(change)
          .ifPresentOrElse(
              both -> changes.put(change.file(), both), () -> changes.remove(change.file()));
  }

  /** A batch of these changes, as a caller without a watcher makes it. */
  public static ChangeSet of(Collection<? extends SourceChange> changes, Instant now) {
    var all = new TreeMap<SourceFile, SourceChange>();
    changes.forEach(change -> add(all, change));
    return of(all, all.size() == 1 ? Cause.SAVE : Cause.BURST, now);
  }
}
