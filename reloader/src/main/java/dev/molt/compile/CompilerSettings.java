package dev.molt.compile;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How sources are compiled.
 *
 * @param classPath where types that are no modules are found
 * @param options more options for javac
 * @param reuse try to keep what javac has read from one compile to the next; where this JDK does
 *     not let us, or it would not be right, every compile begins anew
 */
public record CompilerSettings(List<Path> classPath, List<String> options, boolean reuse) {
  public CompilerSettings {
    classPath = List.copyOf(classPath);
    options = List.copyOf(options);
  }

  /** The class path of this JVM, and no more options. */
  public static CompilerSettings ofThisJvm() {
    var path =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.isEmpty())
            .map(Path::of)
            .toList();
    return new CompilerSettings(path, List.of(), true);
  }

  public CompilerSettings withReuse(boolean wanted) {
    return new CompilerSettings(classPath, options, wanted);
  }

  public CompilerSettings withOptions(List<String> more) {
    return new CompilerSettings(classPath, more, reuse);
  }

  /** With lines, variables and parameter names; no annotation processing. */
  List<String> javacOptions() {
    return Stream.concat(
            Stream.of("-g", "-parameters", "-proc:none", "-Xmaxerrs", "1000", "-Xmaxwarns", "1000"),
            options.stream())
        .toList();
  }
}
