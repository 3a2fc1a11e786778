package dev.molt.watch;

import dev.molt.source.SourceContent;
import dev.molt.source.SourceDigest;
import dev.molt.source.SourceFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of the sources of a root, against which every look is compared: pure but for its
 * own table. One thread's.
 */
final class Snapshot {
  /** Some file systems tell times only to two seconds. */
  private static final Duration COARSEST_TIME = Duration.ofSeconds(2);

  /**
   * @param racy it was read so soon after it was written that a later write may look the same
   */
  private record Known(FileStat stat, SourceDigest digest, boolean racy) {}

  // Owner: the thread of the watch loop.
  private final TreeMap<SourceFile, Known> files = new TreeMap<>();

  /** Whether what the folder's entry says gives reason to read the file. */
  boolean mayDiffer(SourceFile file, FileStat stat) {
    var known = files.get(file);
    return known == null || known.racy() || !known.stat().equals(stat);
  }

  /**
   * A file was read.
   *
   * @return the change, if its content is another than what is known
   */
  Optional<SourceChange> read(SourceContent now, FileStat stat, Instant observed, Instant readAt) {
    var racy = stat.modified().isAfter(readAt.minus(COARSEST_TIME));
    var before = files.put(now.file(), new Known(stat, now.digest(), racy));
    if (before == null) return Optional.of(new SourceChange.Created(now, observed));
    return before.digest().equals(now.digest())
        ? Optional.empty()
        : Optional.of(new SourceChange.Modified(before.digest(), now, observed));
  }

  /** A file was looked for and is not there. */
  Optional<SourceChange> gone(SourceFile file, Instant observed) {
    return Optional.ofNullable(files.remove(file))
        .map(before -> new SourceChange.Deleted(file, before.digest(), observed));
  }

  /**
   * The known files in a folder, at any depth.
   *
   * @param folder such as {@code shop/}; empty for the root
   */
  List<SourceFile> below(String folder) {
    return files.keySet().stream().filter(file -> file.path().startsWith(folder)).toList();
  }

  int size() {
    return files.size();
  }
}
