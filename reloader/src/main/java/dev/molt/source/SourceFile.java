package dev.molt.source;

import java.nio.file.Path;
import java.util.Optional;
import javax.lang.model.SourceVersion;

/**
 * The identity of a source: its path below the source root, with {@code /} between the folders.
 * Orders by path.
 *
 * @param path such as {@code shop/Cart.java}
 */
public record SourceFile(String path) implements Comparable<SourceFile> {
  private static final String SUFFIX = ".java";

  /** What a source declares, as far as its name tells. */
  public enum Kind {
    /** Top-level types: modules. */
    TYPES,
    /** {@code package-info.java}: compiled with the rest, but no module. */
    PACKAGE,
    /** {@code module-info.java}: modules of Molt live on the class path, so it is left alone. */
    PLATFORM_MODULE
  }

  public SourceFile {
    if (path.startsWith("/") || !path.endsWith(SUFFIX))
      throw new IllegalArgumentException("not the relative path of a source: " + path);
  }

  /**
   * The source that a path stands for.
   *
   * @param relative a path relative to the source root
   * @return empty when it is none: an editor's temporary file, another kind of file, or one in a
   *     folder that can be no package
   */
  public static Optional<SourceFile> of(Path relative) {
    var last = relative.getNameCount() - 1;
    if (relative.isAbsolute() || !isSourceName(relative.getFileName().toString()))
      return Optional.empty();
    var path = new StringBuilder();
    for (int i = 0; i < last; i++) {
      var folder = relative.getName(i).toString();
      if (!isPlainName(folder)) return Optional.empty();
      path.append(folder).append('/');
    }
    return Optional.of(new SourceFile(path.append(relative.getFileName()).toString()));
  }

  /** Whether a type or a package can have this name, so that a folder of it can hold sources. */
  public static boolean isPlainName(String name) {
    return SourceVersion.isIdentifier(name) && !SourceVersion.isKeyword(name);
  }

  private static boolean isSourceName(String name) {
    if (!name.endsWith(SUFFIX)) return false;
    var stem = name.substring(0, name.length() - SUFFIX.length());
    return isPlainName(stem) || stem.equals("package-info") || stem.equals("module-info");
  }

  public Kind kind() {
    return switch (stem()) {
      case "package-info" -> Kind.PACKAGE;
      case "module-info" -> Kind.PLATFORM_MODULE;
      default -> Kind.TYPES;
    };
  }

  /** The file's name without {@code .java}. */
  public String stem() {
    return path.substring(path.lastIndexOf('/') + 1, path.length() - SUFFIX.length());
  }

  /** The package that the folder stands for, empty for the default package. */
  public String packageName() {
    var end = path.lastIndexOf('/');
    return end < 0 ? "" : path.substring(0, end).replace('/', '.');
  }

  @Override
  public int compareTo(SourceFile other) {
    return path.compareTo(other.path);
  }

  @Override
  public String toString() {
    return path;
  }
}
