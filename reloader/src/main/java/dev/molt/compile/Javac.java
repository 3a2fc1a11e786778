package dev.molt.compile;

import dev.molt.source.SourceFile;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A way to run javac over some sources, with the rest seen as their last good classes. */
interface Javac {
  /**
   * What came out of a run.
   *
   * @param diagnostics about the sources that were compiled
   * @param general what javac said about none of them; it is an error
   * @param classes by source and binary name; not to be used if there was an error
   * @param uses by source, the modules that it uses
   */
  record Run(
      List<Diagnostic> diagnostics,
      List<String> general,
      Map<SourceFile, Map<String, byte[]>> classes,
      Map<SourceFile, Set<String>> uses) {

    boolean succeeded() {
      return general.isEmpty() && atFault().isEmpty();
    }

    Set<SourceFile> atFault() {
      var files = new TreeSet<SourceFile>();
      for (var one : diagnostics)
        if (one.severity() == Diagnostic.Severity.ERROR) files.add(one.file());
      return files;
    }
  }

  /**
   * Compiles these sources together. The caller holds the compiler's lock.
   *
   * @throws RuntimeException javac itself failed
   */
  Run run(Collection<SourceUnit> units);

  /**
   * Makes ready for the next run, with a source of which nothing is kept. The caller holds the
   * compiler's lock.
   */
  default void prepare(SourceUnit anything) {}
}
