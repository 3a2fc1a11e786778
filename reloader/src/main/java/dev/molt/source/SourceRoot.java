package dev.molt.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder whose sources are watched: {@code DIR/src/main/java} if there is one, else {@code DIR}.
 *
 * <p>The folder may be reached through links. They are followed anew whenever {@link #realBase()}
 * is asked, because a link may be pointed somewhere else while it is watched.
 */
public final class SourceRoot {
  private static final Path MAVEN_SOURCES = Path.of("src", "main", "java");

  private final Path directory;
  private final Path base;
  private final Path shownBase;

  private SourceRoot(Path directory, Path shownBase) {
    this.directory = directory;
    this.shownBase = shownBase;
    this.base = shownBase.toAbsolutePath().normalize();
  }

  /**
   * @param directory the folder as the user named it
   * @throws NoSuchFileException if there is nothing of that name
   * @throws NotDirectoryException if it is no folder
   */
  public static SourceRoot of(Path directory) throws IOException {
    if (!Files.exists(directory)) throw new NoSuchFileException(directory.toString());
    if (!Files.isDirectory(directory)) throw new NotDirectoryException(directory.toString());
    var maven = directory.resolve(MAVEN_SOURCES);
    return new SourceRoot(directory, Files.isDirectory(maven) ? maven : directory);
  }

  /** The folder as the user named it. */
  public Path directory() {
    return directory;
  }

  /** The folder that holds the sources, absolute, with its links as they are. */
  public Path base() {
    return base;
  }

  /**
   * The folder that holds the sources, with every link followed as it points now.
   *
   * @throws IOException if it is not there (any more)
   */
  public Path realBase() throws IOException {
    return base.toRealPath();
  }

  /** Where a source lies. */
  public Path pathOf(SourceFile file) {
    return base.resolve(file.path());
  }

  /**
   * The source at a path below {@link #base()}.
   *
   * @return empty when the path lies elsewhere or is no source
   */
  public Optional<SourceFile> fileAt(Path path) {
    var absolute = path.toAbsolutePath().normalize();
    return absolute.startsWith(base) && !absolute.equals(base)
        ? SourceFile.of(base.relativize(absolute))
        : Optional.empty();
  }

  /** A source's path as a person would write it: relative if the user named the folder so. */
  public String shown(SourceFile file) {
    return shownBase.resolve(file.path()).normalize().toString();
  }

  @Override
  public String toString() {
    return shownBase.toString();
  }
}
