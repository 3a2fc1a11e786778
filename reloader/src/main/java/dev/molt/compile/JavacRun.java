package dev.molt.compile;

import com.sun.source.tree.ClassTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.Trees;
import dev.molt.source.SourceFile;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.tools.DiagnosticListener;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/** Listens to one run of javac: what it says, and what the sources use. */
final class JavacRun implements TaskListener, DiagnosticListener<JavaFileObject> {
  private static final Pattern JAVA_LANG =
      Pattern.compile("(?<!package )\\bjava\\.lang\\.(?=[A-Z])");

  private final Function<SourceFile, String> shown;
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final List<String> general = new ArrayList<>();
  private final Map<URI, SourceFile> files = new HashMap<>();
  private final Map<SourceFile, Uses> uses = new HashMap<>();
  private @Nullable Trees trees;

  JavacRun(Collection<SourceUnit> units, Function<SourceFile, String> shown) {
    this.shown = shown;
    units.forEach(unit -> files.put(unit.toUri(), unit.content().file()));
  }

  /** Begins to listen to a task. */
  void listenTo(JavacTask task) {
    trees = Trees.instance(task);
    task.addTaskListener(this);
  }

  Javac.Run result(Map<SourceFile, Map<String, byte[]>> classes) {
    var used = new HashMap<SourceFile, Set<String>>();
    uses.forEach((file, found) -> used.put(file, found.names()));
    return new Javac.Run(List.copyOf(diagnostics), List.copyOf(general), classes, used);
  }

  /** A class is attributed and not yet rewritten: the moment at which its tree tells most. */
  @Override
  public void finished(TaskEvent event) {
    if (event.getKind() != TaskEvent.Kind.ANALYZE || trees == null) return;
    var unit = event.getCompilationUnit();
    // javac has wrapped the source that it was given; what is in the wrapping is told by its name.
    var file = files.get(unit.getSourceFile().toUri());
    if (file == null) return;
    var found = uses.get(file);
    if (found == null) {
      found = new Uses(trees);
      uses.put(file, found);
      found.addHead(unit);
    }
    var type = event.getTypeElement();
    var tree = type == null ? null : trees.getTree(type);
    if (tree instanceof ClassTree declared) found.addClass(unit, declared);
  }

  @Override
  public void report(javax.tools.Diagnostic<? extends JavaFileObject> said) {
    var error = said.getKind() == javax.tools.Diagnostic.Kind.ERROR;
    var warning =
        said.getKind() == javax.tools.Diagnostic.Kind.WARNING
            || said.getKind() == javax.tools.Diagnostic.Kind.MANDATORY_WARNING;
    if (!error && !warning) return;
    var severity = error ? Diagnostic.Severity.ERROR : Diagnostic.Severity.WARNING;
    if (said.getSource() instanceof SourceUnit source) diagnostics.add(at(source, said, severity));
    else if (error) general.add(message(said));
  }

  private Diagnostic at(
      SourceUnit source,
      javax.tools.Diagnostic<? extends JavaFileObject> said,
      Diagnostic.Severity severity) {
    var file = source.content().file();
    var message = message(said);
    return said.getPosition() == javax.tools.Diagnostic.NOPOS
        ? new Diagnostic(file, shown.apply(file), 0, 0, severity, message, "")
        : Diagnostic.at(
            file, shown.apply(file), source.text(), (int) said.getPosition(), severity, message);
  }

  /**
   * The words of javac, with the types of {@code java.lang} by their simple names, as it prints.
   */
  private static String message(javax.tools.Diagnostic<? extends JavaFileObject> said) {
    return JAVA_LANG.matcher(said.getMessage(Locale.ENGLISH)).replaceAll("");
  }
}
