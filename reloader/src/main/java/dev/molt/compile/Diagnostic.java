package dev.molt.compile;

import dev.molt.source.SourceFile;
import java.util.Comparator;
import java.util.List;

/**
 * What the compiler has to say about a place in a source.
 *
 * @param file the source
 * @param shown its path as the user would write it
 * @param line counted from 1; 0 if it is about the file as a whole
 * @param column counted from 1, in characters; 0 if it is about the file as a whole
 * @param severity how bad it is
 * @param message in English; the first line says it, more lines explain
 * @param sourceLine the line of the source, empty if it is about the file as a whole
 */
public record Diagnostic(
    SourceFile file,
    String shown,
    int line,
    int column,
    Severity severity,
    String message,
    String sourceLine)
    implements Comparable<Diagnostic> {

  /** How bad it is: an error means that no class comes out. */
  public enum Severity {
    ERROR,
    WARNING;

    @Override
    public String toString() {
      return this == ERROR ? "error" : "warning";
    }
  }

  private static final Comparator<Diagnostic> ORDER =
      Comparator.comparing(Diagnostic::file)
          .thenComparing(Diagnostic::line)
          .thenComparing(Diagnostic::column)
          .thenComparing(Diagnostic::message);

  /** An error about a file as a whole. */
  static Diagnostic ofFile(SourceFile file, String shown, String message) {
    return new Diagnostic(file, shown, 0, 0, Severity.ERROR, message, "");
  }

  /**
   * @param position where in the text, counted from 0
   */
  static Diagnostic at(
      SourceFile file, String shown, String text, int position, Severity severity, String message) {
    var at = Math.min(position, text.length());
    int line = 1;
    int start = 0;
    for (int i = 0; i < at; i++) {
      if (text.charAt(i) == '\n' || (text.charAt(i) == '\r' && !text.startsWith("\n", i + 1))) {
        line++;
        start = i + 1;
      }
    }
    var sourceLine = text.substring(start).lines().findFirst().orElse("");
    return new Diagnostic(file, shown, line, at - start + 1, severity, message, sourceLine);
  }

  /** {@code path:line:column: error: text}: one line, by which editors find the place. */
  public String headline() {
    var place = line == 0 ? shown : shown + ":" + line + ":" + column;
    return place + ": " + severity + ": " + message.lines().findFirst().orElse("");
  }

  /** The headline, the source line, a caret below the column, and what more there is to say. */
  @Override
  public String toString() {
    var text = new StringBuilder(headline());
    if (line > 0) text.append('\n').append(sourceLine).append('\n').append(margin()).append('^');
    message.lines().skip(1).forEach(more -> text.append('\n').append(more));
    return text.toString();
  }

  /** As wide as what stands before the column, tabs kept as tabs. */
  private String margin() {
    var before = sourceLine.substring(0, Math.min(column - 1, sourceLine.length()));
    return before.replaceAll("[^\t]", " ") + " ".repeat(column - 1 - before.length());
  }

  @Override
  public int compareTo(Diagnostic other) {
    return ORDER.compare(this, other);
  }

  /** Several of them as one text, in the order of their places. */
  public static String text(List<Diagnostic> diagnostics) {
    return String.join("\n", diagnostics.stream().sorted().map(Diagnostic::toString).toList());
  }
}
