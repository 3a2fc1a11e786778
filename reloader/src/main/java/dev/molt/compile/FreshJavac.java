package dev.molt.compile;

import com.sun.source.util.JavacTask;
import dev.molt.source.SourceFile;
import java.io.Writer;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;

/** javac by its public API: every run begins anew and is right by itself. */
final class FreshJavac implements Javac {
  private final JavaCompiler javac;
  private final ModuleFiles files;
  private final List<String> options;
  private final Function<SourceFile, String> shown;

  FreshJavac(
      JavaCompiler javac,
      ModuleFiles files,
      List<String> options,
      Function<SourceFile, String> shown) {
    this.javac = javac;
    this.files = files;
    this.options = options;
    this.shown = shown;
  }

  @Override
  public Run run(Collection<SourceUnit> units) {
    var listener = new JavacRun(units, shown);
    files.begin(filesOf(units));
    var task =
        (JavacTask) javac.getTask(Writer.nullWriter(), files, listener, options, null, units);
    listener.listenTo(task);
    task.call();
    return listener.result(files.end());
  }

  static Set<SourceFile> filesOf(Collection<SourceUnit> units) {
    return units.stream().map(unit -> unit.content().file()).collect(Collectors.toSet());
  }
}
