package dev.molt.rooms;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Compiles sources that no build may see: they are kept to be rejected. */
final class Fixtures {
  private Fixtures() {}

  /** Compiles all below {@code sources} into {@code classes}, with no flags but these. */
  static void compile(Path sources, Path classes) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var said = new StringWriter();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var options = List.of("-d", classes.toString(), "-proc:none");
      var units = files.getJavaFileObjectsFromPaths(javaFiles(sources));
      if (!compiler.getTask(said, files, null, options, null, units).call()) {
        throw new IllegalStateException("the fixture does not compile: " + said);
      }
    }
  }

  private static List<Path> javaFiles(Path sources) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      return new ArrayList<>(files.filter(file -> file.toString().endsWith(".java")).toList());
    }
  }
}
