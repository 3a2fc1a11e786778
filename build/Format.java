import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks (or, with {@code write}, mends) the format of every Java source below the project's root.
 *
 * <p>Run by the build on the toolchain's JDK, because the formatter parses with the parser of the
 * JDK that it runs on, and Maven itself may run on an older one.
 */
final class Format {
  public static void main(String[] args) throws Exception {
    var write = args[0].equals("write");
    var formatter = new Formatter(JavaFormatterOptions.defaultOptions());
    List<Path> wrong = new ArrayList<>();
    var seen = 0;
    for (var file : sources(Path.of(args[1]))) {
      seen++;
      var source = Files.readString(file);
      String formatted;
      try {
        formatted =
            formatter.formatSource(
                RemoveUnusedImports.removeUnusedImports(
                    ImportOrderer.reorderImports(source, JavaFormatterOptions.Style.GOOGLE)));
      } catch (com.google.googlejavaformat.java.FormatterException e) {
        System.err.println(file + ": cannot be parsed: " + e.getMessage());
        wrong.add(file);
        continue;
      }
      if (formatted.equals(source)) continue;
      if (write) Files.writeString(file, formatted);
      else wrong.add(file);
    }
    if (seen == 0) {
      System.err.println("no Java source below " + args[1] + ": the format check saw nothing");
      System.exit(1);
    }
    if (wrong.isEmpty()) return;
    wrong.forEach(file -> System.err.println("not formatted: " + file));
    System.err.println("run 'mvn -N validate -Dmolt.format=write' to format");
    System.exit(1);
  }

  /**
   * Every Java file below {@code root} but build output, dot folders and what tests break on
   * purpose.
   */
  private static List<Path> sources(Path root) throws Exception {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> judged(root.relativize(file)))
          .sorted()
          .toList();
    }
  }

  private static boolean judged(Path relative) {
    for (var part : relative) {
      var name = part.toString();
      if (name.startsWith(".") || name.equals("target") || name.equals("fixtures")) return false;
    }
    return true;
  }
}
