package dev.molt.compile;

import dev.molt.source.SourceContent;
import dev.molt.source.SourceFile;
import dev.molt.source.SourceRoot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compiles sources together as far as they can be: those at fault are taken out, the rest is
 * compiled again against their last good classes, until something comes out or nothing is left.
 */
final class Batch {
  /**
   * @param compiled what came out
   * @param failed by source, what is wrong with it
   * @param behind by source that failed only after others were taken out, those of them that it
   *     names
   */
  record Outcome(
      List<CompiledSource> compiled,
      Map<SourceFile, List<Diagnostic>> failed,
      Map<SourceFile, Set<SourceFile>> behind) {}

  private final Javac javac;
  private final SourceRoot root;
  private final Outcome outcome = new Outcome(new ArrayList<>(), new TreeMap<>(), new TreeMap<>());

  private Batch(Javac javac, SourceRoot root) {
    this.javac = javac;
    this.root = root;
  }

  static Outcome compile(Javac javac, SourceRoot root, Collection<SourceContent> sources) {
    var batch = new Batch(javac, root);
    batch.compile(sources);
    return batch.outcome;
  }

  private void compile(Collection<SourceContent> sources) {
    var units = new TreeMap<SourceFile, SourceUnit>();
    for (var content : sources) {
      var unit = new SourceUnit(content);
      if (isText(unit)) units.put(content.file(), unit);
    }
    while (!units.isEmpty()) {
      var run = javac.run(units.values());
      if (run.succeeded()) {
        units.values().forEach(unit -> accept(unit, run));
        return;
      }
      var atFault = run.atFault();
      if (atFault.isEmpty()) atFault = new TreeSet<>(units.keySet());
      var before = Set.copyOf(outcome.failed().keySet());
      for (var file : atFault) fail(units, file, run, before);
    }
  }

  /** A source that is not UTF-8 is at fault by itself. */
  private boolean isText(SourceUnit unit) {
    var malformed = unit.malformedAt();
    if (malformed.isEmpty()) return true;
    var file = unit.content().file();
    var bytes = unit.content().bytes();
    var good = new String(bytes, 0, malformed.getAsInt(), java.nio.charset.StandardCharsets.UTF_8);
    var what =
        String.format(
            "unmappable character (0x%02X) for encoding UTF-8", bytes[malformed.getAsInt()] & 0xff);
    var error =
        Diagnostic.at(
            file, root.shown(file), unit.text(), good.length(), Diagnostic.Severity.ERROR, what);
    outcome.failed().put(file, List.of(error));
    return false;
  }

  private void fail(
      Map<SourceFile, SourceUnit> units, SourceFile file, Javac.Run run, Set<SourceFile> before) {
    var unit = units.remove(file);
    if (unit == null) throw new IllegalStateException(file + " was not compiled");
    var errors = new ArrayList<Diagnostic>();
    for (var one : run.diagnostics())
      if (one.file().equals(file) && one.severity() == Diagnostic.Severity.ERROR) errors.add(one);
    if (errors.isEmpty())
      run.general().forEach(why -> errors.add(Diagnostic.ofFile(file, root.shown(file), why)));
    outcome.failed().put(file, errors);
    var behind = new TreeSet<SourceFile>();
    for (var other : before) if (Mention.isIn(unit.text(), Set.of(other.stem()))) behind.add(other);
    if (!behind.isEmpty()) outcome.behind().put(file, behind);
  }

  private void accept(SourceUnit unit, Javac.Run run) {
    var file = unit.content().file();
    try {
      outcome
          .compiled()
          .add(
              CompiledSource.of(
                  unit.content(),
                  root.pathOf(file),
                  run.classes().getOrDefault(file, Map.of()),
                  run.uses().getOrDefault(file, Set.of())));
    } catch (CompiledSource.BadNameException e) {
      outcome
          .failed()
          .put(
              file,
              List.of(Diagnostic.ofFile(file, root.shown(file), String.valueOf(e.getMessage()))));
    }
  }
}
