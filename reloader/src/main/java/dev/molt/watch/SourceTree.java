package dev.molt.watch;

import dev.molt.source.SourceContent;
import dev.molt.source.SourceFile;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sources below a folder, as they are on disk now: lists and reads, keeps nothing.
 *
 * <p>Links to files and folders are followed, those that lead out of the root only if that is
 * wanted. What is reached through a link is listed as such, for its own folder tells of no change.
 */
final class SourceTree {
  private static final Logger LOG = LoggerFactory.getLogger(SourceTree.class);

  private final Path base;
  private final PathMatcher excluded;
  private final boolean outsideLinks;

  /**
   * @param base a real path
   */
  SourceTree(Path base, WatchSettings settings) {
    this.base = base;
    this.excluded = settings.exclusion();
    this.outsideLinks = settings.outsideLinks();
  }

  /**
   * What a walk found.
   *
   * @param links entries that are links, relative to the root
   * @param closed folders that could not be listed: what is in them is not known
   */
  record Listing(Map<SourceFile, FileStat> files, Set<Path> links, Set<String> closed) {
    boolean isClosed(SourceFile file) {
      return closed.stream().anyMatch(folder -> file.path().startsWith(folder));
    }
  }

  /**
   * What a look at one file found.
   *
   * <ul>
   *   <li>{@link Found}: it was read; {@code torn} if it was being written meanwhile
   *   <li>{@link Absent}: there is no such source
   *   <li>{@link Closed}: it is there and cannot be read
   * </ul>
   */
  sealed interface Look {
    record Found(SourceContent content, FileStat stat, Instant readAt, boolean torn)
        implements Look {}

    record Absent() implements Look {}

    record Closed(String why) implements Look {}
  }

  Path base() {
    return base;
  }

  /** The source at a path relative to the root, if it is one that is watched. */
  Optional<SourceFile> source(Path relative) {
    return isExcluded(relative) ? Optional.empty() : SourceFile.of(relative);
  }

  /** Whether sources may be in this folder, given relative to the root. */
  boolean enters(Path relative) {
    for (var name : relative)
      if (!name.toString().isEmpty() && !SourceFile.isPlainName(name.toString())) return false;
    return !isExcluded(relative);
  }

  private boolean isExcluded(Path relative) {
    for (int i = 1; i <= relative.getNameCount(); i++)
      if (excluded.matches(relative.subpath(0, i))) return true;
    return false;
  }

  /** Lists the sources at and below a path, given relative to the root (empty: all of them). */
  Listing list(Path relative) throws IOException {
    var listing = new Listing(new TreeMap<>(), new TreeSet<>(), new TreeSet<>());
    new Walk(listing).walk(base.resolve(relative));
    return listing;
  }

  /** Whether a look at the file's folder entry gives reason to read the file. */
  boolean mayDiffer(SourceFile file, Snapshot known) {
    try {
      var stat = stat(base.resolve(file.path()));
      return stat.isEmpty() || known.mayDiffer(file, stat.get());
    } catch (IOException e) {
      // Gone or closed: the look says which.
      return true;
    }
  }

  /** Reads one source; a file that is being written is read again, some times. */
  Look look(SourceFile file) {
    var path = base.resolve(file.path());
    try {
      var stat = stat(path);
      if (stat.isEmpty()) return absent();
      for (int attempt = 1; ; attempt++) {
        var content = Files.readAllBytes(path);
        var readAt = Instant.now();
        var after = stat(path);
        if (after.isEmpty()) return absent();
        var whole = after.equals(stat) && after.get().size() == content.length;
        if (whole || attempt == 3) return found(file, path, content, after.get(), readAt, !whole);
        stat = after;
      }
    } catch (NoSuchFileException e) {
      return absent();
    } catch (IOException e) {
      return new Look.Closed(e.toString());
    }
  }

  /** Where the root itself is gone, nothing can be said of what is in it. */
  private Look absent() {
    return Files.isDirectory(base)
        ? new Look.Absent()
        : new Look.Closed("the watched folder is gone");
  }

  private static Look.Found found(
      SourceFile file, Path path, byte[] bytes, FileStat stat, Instant readAt, boolean torn)
      throws IOException {
    var written = changeTime(path).orElse(stat.modified());
    var content = SourceContent.of(file, bytes, stat.modified(), written);
    return new Look.Found(content, stat, readAt, torn);
  }

  /** When the file's entry last changed: also tells when an older file was moved here. */
  private static Optional<Instant> changeTime(Path path) throws IOException {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("unix"))
      return Optional.empty();
    return Optional.of(((FileTime) Files.getAttribute(path, "unix:ctime")).toInstant());
  }

  private Optional<FileStat> stat(Path path) throws IOException {
    var own = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (own.isRegularFile()) return Optional.of(FileStat.of(own));
    if (!own.isSymbolicLink() || !isAllowed(path)) return Optional.empty();
    var target = Files.readAttributes(path, BasicFileAttributes.class);
    return target.isRegularFile() ? Optional.of(FileStat.of(target)) : Optional.empty();
  }

  private boolean isAllowed(Path link) throws IOException {
    return outsideLinks || link.toRealPath().startsWith(base);
  }

  /** One walk; folders that were entered through a link are entered once. */
  private final class Walk extends SimpleFileVisitor<Path> {
    private final Listing listing;
    private final Set<Path> entered = new HashSet<>();

    Walk(Listing listing) {
      this.listing = listing;
    }

    void walk(Path start) throws IOException {
      Files.walkFileTree(start, this);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes stat) {
      return enters(base.relativize(folder))
          ? FileVisitResult.CONTINUE
          : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes own) {
      if (own.isSymbolicLink()) visitLink(path);
      else if (own.isRegularFile()) add(path, own);
      return FileVisitResult.CONTINUE;
    }

    private void visitLink(Path link) {
      var relative = base.relativize(link);
      if (source(relative).isEmpty() && !enters(relative)) return;
      listing.links().add(relative);
      try {
        if (!isAllowed(link)) return;
        var target = Files.readAttributes(link, BasicFileAttributes.class);
        if (target.isRegularFile()) add(link, target);
        else if (target.isDirectory() && isNew(link)) walkLinked(link);
      } catch (IOException e) {
        // A link to nothing, or in a circle; it stays listed, for its target may come.
        LOG.debug("{} is not followed: {}", link, e.toString());
      }
    }

    /** Not the folder that the link lies in, nor one above it, nor one entered before. */
    private boolean isNew(Path link) throws IOException {
      var target = link.toRealPath();
      return !link.resolveSibling("").toRealPath().startsWith(target) && entered.add(target);
    }

    private void walkLinked(Path link) throws IOException {
      try (var entries = Files.newDirectoryStream(link)) {
        for (var entry : entries) walk(entry);
      }
    }

    private void add(Path path, BasicFileAttributes stat) {
      source(base.relativize(path)).ifPresent(file -> listing.files().put(file, FileStat.of(stat)));
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException error) {
      // A root that is gone is no proof that its files were deleted: it may be moved or unmounted.
      if (path.equals(base) || !(error instanceof NoSuchFileException))
        listing.closed().add(folderName(base.relativize(path)));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException error) {
      if (error != null && !(error instanceof NoSuchFileException))
        listing.closed().add(folderName(base.relativize(folder)));
      return FileVisitResult.CONTINUE;
    }
  }

  /** A folder's path as the paths of the sources in it begin; empty for the root. */
  static String folderName(Path relative) {
    var name = new StringBuilder();
    for (var part : relative) if (!part.toString().isEmpty()) name.append(part).append('/');
    return name.toString();
  }
}
