package dev.molt.compile;

import dev.molt.code.ModuleName;
import dev.molt.source.SourceFile;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * javac with what it has read kept from one run to the next: several times as fast for somebody who
 * saves the same source again and again. Where that would not be right it begins anew.
 *
 * <p>A kept context knows the classes that it has read and the packages that it has listed, and
 * forgets only what it compiled itself. So it is used
 *
 * <ul>
 *   <li>for the same sources as before only, and few of them;
 *   <li>as long as nobody else's module looks otherwise, comes or goes;
 *   <li>if no module that it read uses one that it compiles: that one's symbols would be mixed up
 *       with those of the run before;
 *   <li>if its last run was without errors.
 * </ul>
 *
 * <p>Guarded by the compiler's lock.
 */
final class ReusedJavac implements Javac {
  private static final Logger LOG = LoggerFactory.getLogger(ReusedJavac.class);

  /** A context holds the symbols of some hundred classes: some megabytes. */
  private static final int MOST_CONTEXTS = 4;

  private static final int MOST_SOURCES = 8;

  /** Names are never forgotten by a context. */
  private static final int MOST_RUNS = 300;

  private static final int MOST_FAILURES = 3;

  /**
   * @param read the sources whose classes it has read
   */
  private record Context(TaskPool pool, Set<SourceFile> read, int runs) {}

  private final FreshJavac fresh;
  private final ModuleFiles files;
  private final Modules modules;
  private final List<String> options;
  private final Function<SourceFile, String> shown;

  // Guarded by the compiler's lock.
  private final LinkedHashMap<Set<SourceFile>, Context> contexts = new LinkedHashMap<>();
  private @Nullable Context blank;
  private int failures;
  private int reused;

  ReusedJavac(
      FreshJavac fresh,
      ModuleFiles files,
      Modules modules,
      List<String> options,
      Function<SourceFile, String> shown) {
    this.fresh = fresh;
    this.files = files;
    this.modules = modules;
    this.options = options;
    this.shown = shown;
  }

  /** A module of this source is seen otherwise by others: who read it has read the wrong thing. */
  void seenOtherwise(SourceFile file) {
    blank = null;
    contexts.keySet().removeIf(compiled -> !compiled.contains(file));
  }

  /** How many runs went without beginning anew. */
  int reused() {
    return reused;
  }

  /**
   * Makes a context ready that has read nothing of any module, for the next source that is saved.
   */
  @Override
  public void prepare(SourceUnit anything) {
    if (blank != null || failures >= MOST_FAILURES) return;
    var opened = open();
    if (opened.isEmpty()) return;
    var run = attempt(opened.get(), List.of(anything));
    if (run != null && run.succeeded()) blank = opened.get();
  }

  @Override
  public Run run(Collection<SourceUnit> units) {
    var compiled = FreshJavac.filesOf(units);
    if (!isSuited(compiled)) return fresh.run(units);
    var context = take(compiled);
    if (context.isEmpty()) return fresh.run(units);
    var run = attempt(context.get(), units);
    // What was listed before these sources were known to be compiled may show their old classes.
    if (run == null || context.get().read().stream().anyMatch(compiled::contains))
      return fresh.run(units);
    if (run.succeeded() && isReusable(context.get(), compiled, run)) keep(compiled, context.get());
    return run;
  }

  private boolean isSuited(Set<SourceFile> compiled) {
    return failures < MOST_FAILURES
        && compiled.size() <= MOST_SOURCES
        && compiled.stream().allMatch(file -> file.kind() == SourceFile.Kind.TYPES);
  }

  private Optional<Context> take(Set<SourceFile> compiled) {
    var kept = contexts.remove(compiled);
    if (kept == null) {
      kept = blank;
      blank = null;
    }
    if (kept == null) return open();
    reused++;
    return Optional.of(kept);
  }

  private Optional<Context> open() {
    var pool = TaskPool.open();
    if (pool.isEmpty()) failures = MOST_FAILURES;
    return pool.map(opened -> new Context(opened, new HashSet<>(), 0));
  }

  private @Nullable Run attempt(Context context, Collection<SourceUnit> units) {
    var listener = new JavacRun(units, shown);
    files.begin(FreshJavac.filesOf(units));
    try {
      context.pool().run(files, listener, options, units, listener::listenTo);
      return listener.result(files.end());
    } catch (IllegalStateException e) {
      files.end();
      failures++;
      LOG.info("A kept compiler context failed and is given up ({})", failures, e);
      return null;
    } finally {
      context.read().addAll(files.read());
    }
  }

  private boolean isReusable(Context context, Set<SourceFile> compiled, Run run) {
    if (context.runs() >= MOST_RUNS) return false;
    var names = new HashSet<String>();
    modules.declaredBy(compiled).forEach(module -> names.add(module.binaryName()));
    run.classes()
        .values()
        .forEach(
            classes ->
                classes.keySet().forEach(name -> names.add(ModuleName.ofClass(name).binaryName())));
    for (var file : context.read()) {
      var source = modules.get(file);
      if (source == null || source.uses().stream().anyMatch(names::contains)) return false;
    }
    return true;
  }

  private void keep(Set<SourceFile> compiled, Context context) {
    contexts.put(compiled, new Context(context.pool(), context.read(), context.runs() + 1));
    if (contexts.size() > MOST_CONTEXTS) contexts.pollFirstEntry();
  }
}
