package dev.molt.conformance.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A case: operations to be done one after another in a fresh system.
 *
 * @param name the file's name without {@code .case}
 * @param operations one a line, trimmed; empty lines and comments are left out
 */
public record Script(String name, List<String> operations) {
  /** What the name of a case's file ends with. */
  public static final String SUFFIX = ".case";

  public Script {
    operations = List.copyOf(operations);
  }

  public static Script read(Path file) throws IOException {
    var operations =
        Files.readAllLines(file).stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .toList();
    var name = file.getFileName().toString();
    return new Script(name.substring(0, name.length() - SUFFIX.length()), operations);
  }

  /** The trace's lines for these results, one for each operation. */
  public List<String> trace(List<String> results) {
    return java.util.stream.IntStream.range(0, operations.size())
        .mapToObj(i -> (i + 1) + " " + operations.get(i) + " = " + results.get(i))
        .toList();
  }

  /** The trace that was recorded beside a case. */
  public static Path traceOf(Path file) {
    var name = file.getFileName().toString();
    return file.resolveSibling(name.substring(0, name.length() - SUFFIX.length()) + ".trace");
  }
}
