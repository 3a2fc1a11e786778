package dev.molt.watch;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.util.List;

/**
 * How a root is watched.
 *
 * @param quiet how long a burst must have been quiet before it goes out as one batch
 * @param grace how long a file may be gone, empty or cut short before that is taken for what was
 *     meant: editors save by deleting and writing anew, or by emptying first
 * @param limit how long changes may be held because others keep coming
 * @param versionControlLimit how long changes are held for a version control system that shows no
 *     other sign of work than its lock (a crashed one leaves it behind)
 * @param pollInterval how often the tree is looked at when there are no events
 * @param rescanInterval how often the tree is compared although there are events
 * @param polling look at the tree at intervals even where there are events
 * @param outsideLinks follow links to sources outside of the root
 * @param excluded globs of paths, relative to the root, that are not watched
 */
public record WatchSettings(
    Duration quiet,
    Duration grace,
    Duration limit,
    Duration versionControlLimit,
    Duration pollInterval,
    Duration rescanInterval,
    boolean polling,
    boolean outsideLinks,
    List<String> excluded) {

  /** What suits a person at an editor. */
  public static final WatchSettings DEFAULT =
      new WatchSettings(
          Duration.ofMillis(50), // longer than the gaps between the writes of one tool
          Duration.ofMillis(150), // longer than an editor needs between delete and write
          Duration.ofSeconds(2), // a person waits that long for a batch
          Duration.ofSeconds(30),
          Duration.ofMillis(250), // a stat of a thousand files takes some milliseconds
          Duration.ofSeconds(60),
          false,
          false,
          List.of());

  public WatchSettings {
    excluded = List.copyOf(excluded);
  }

  public WatchSettings withPolling(boolean wanted) {
    return new WatchSettings(
        quiet,
        grace,
        limit,
        versionControlLimit,
        pollInterval,
        rescanInterval,
        wanted,
        outsideLinks,
        excluded);
  }

  public WatchSettings withOutsideLinks(boolean followed) {
    return new WatchSettings(
        quiet,
        grace,
        limit,
        versionControlLimit,
        pollInterval,
        rescanInterval,
        polling,
        followed,
        excluded);
  }

  public WatchSettings withExcluded(List<String> globs) {
    return new WatchSettings(
        quiet,
        grace,
        limit,
        versionControlLimit,
        pollInterval,
        rescanInterval,
        polling,
        outsideLinks,
        globs);
  }

  /** The globs as one question, of paths relative to the root. */
  PathMatcher exclusion() {
    var matchers =
        excluded.stream().map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob));
    var all = matchers.toList();
    return (Path relative) -> all.stream().anyMatch(matcher -> matcher.matches(relative));
  }
}
