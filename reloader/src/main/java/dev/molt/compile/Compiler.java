package dev.molt.compile;

import com.google.common.collect.ImmutableSortedSet;
import dev.molt.code.ModuleImage;
import dev.molt.code.ModuleName;
import dev.molt.source.ModuleLayout;
import dev.molt.source.SourceContent;
import dev.molt.source.SourceFile;
import dev.molt.source.SourceRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import javax.tools.JavaCompiler;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Compiles the sources of one root, in this process and in memory. It is told what changed, and
 * finds out what else comes out otherwise because of it.
 *
 * <p>Any thread; one compile at a time, the others wait. Give it a platform thread: javac would
 * hold a carrier.
 *
 * <p>OTP: {@code compile:file/2}, as {@code c:c/1} uses it
 */
public final class Compiler implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final SourceRoot root;
  private final InstantSource clock;
  private final ModuleFiles files;
  private final Modules modules;
  private final Javac javac;
  private final WarmUp warmUp;

  // Guarded by the lock.
  private final TreeMap<SourceFile, SourceContent> sources = new TreeMap<>();
  private final TreeMap<SourceFile, BrokenSource> broken = new TreeMap<>();
  private final Set<SourceFile> unfinished = new TreeSet<>();
  private final Set<SourceFile> unfinishedDeletes = new TreeSet<>();

  private Compiler(
      SourceRoot root, InstantSource clock, ModuleFiles files, Modules modules, Javac javac) {
    this.root = root;
    this.clock = clock;
    this.files = files;
    this.modules = modules;
    this.javac = javac;
    this.warmUp = new WarmUp(root);
  }

  /**
   * Opens javac.
   *
   * @throws IOException the class path cannot be read, or this is a Java without a compiler
   */
  public static Compiler open(SourceRoot root, CompilerSettings settings) throws IOException {
    return open(root, settings, InstantSource.system());
  }

  static Compiler open(SourceRoot root, CompilerSettings settings, InstantSource clock)
      throws IOException {
    var system = ToolProvider.getSystemJavaCompiler();
    if (system == null) throw new IOException("this Java has no compiler: a JDK is needed");
    var table = new ClassTable();
    var files = files(system, settings, table);
    var modules = new Modules(table);
    var options = settings.javacOptions();
    var fresh = new FreshJavac(system, files, options, root::shown);
    if (!settings.reuse()) return new Compiler(root, clock, files, modules, fresh);
    var reused = new ReusedJavac(fresh, files, modules, options, root::shown);
    modules.onSeenOtherwise(reused::seenOtherwise);
    return new Compiler(root, clock, files, modules, reused);
  }

  private static ModuleFiles files(JavaCompiler system, CompilerSettings settings, ClassTable table)
      throws IOException {
    var standard = system.getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8);
    standard.setLocationFromPaths(StandardLocation.CLASS_PATH, settings.classPath());
    return new ModuleFiles(standard, table);
  }

  /**
   * Compiles what changed, and what comes out otherwise because of it. A source that is as it was
   * when it last came out is not compiled again.
   */
  public CompileResult compile(CompileRequest request) {
    lock.lock();
    try {
      return compileLocked(request);
    } finally {
      lock.unlock();
    }
  }

  private CompileResult compileLocked(CompileRequest request) {
    var begun = System.nanoTime();
    take(request);
    var changed = new TreeSet<SourceFile>();
    for (var file : unfinished) if (isToBeCompiled(file)) changed.add(file);
    var rounds = new Rounds(javac, root, modules, sources, Set.copyOf(broken.keySet()));
    try {
      rounds.run(changed, unfinishedDeletes);
    } catch (RuntimeException | StackOverflowError e) {
      restore(rounds.before());
      return new CompileResult.CompilerCrashed(e, since(begun));
    }
    unfinished.clear();
    unfinishedDeletes.clear();
    settleBroken(rounds);
    return result(rounds, begun);
  }

  private void take(CompileRequest request) {
    for (var content : request.changed()) {
      if (content.file().kind() == SourceFile.Kind.PLATFORM_MODULE) continue;
      sources.put(content.file(), content);
      unfinished.add(content.file());
      unfinishedDeletes.remove(content.file());
    }
    for (var file : request.deleted()) {
      sources.remove(file);
      broken.remove(file);
      unfinished.remove(file);
      unfinishedDeletes.add(file);
    }
  }

  private boolean isToBeCompiled(SourceFile file) {
    var good = modules.get(file);
    var content = sources.get(file);
    return content != null
        && (good == null || broken.containsKey(file) || !good.content().equals(content));
  }

  private void restore(Map<SourceFile, Optional<CompiledSource>> before) {
    before.forEach((file, good) -> good.ifPresentOrElse(modules::put, () -> modules.remove(file)));
  }

  private void settleBroken(Rounds rounds) {
    rounds.compiled().forEach(broken::remove);
    var now = clock.instant();
    rounds
        .failures()
        .forEach(
            (file, batch) -> {
              var earlier = broken.get(file);
              var since = earlier == null ? now : earlier.since();
              broken.put(file, brokenSource(file, batch, since));
            });
  }

  private static BrokenSource brokenSource(SourceFile file, Batch.Outcome batch, Instant since) {
    return new BrokenSource(
        file,
        batch.failed().getOrDefault(file, List.of()),
        ImmutableSortedSet.copyOf(batch.behind().getOrDefault(file, Set.of())),
        since);
  }

  private CompileResult result(Rounds rounds, long begun) {
    var failed = new ArrayList<BrokenSource>();
    for (var file : rounds.failures().keySet()) {
      var source = broken.get(file);
      if (source != null) failed.add(source);
    }
    var images = images(modules.declaredBy(rounds.compiled()));
    var gone = gone(rounds.before());
    return images.isEmpty() && gone.isEmpty() && !failed.isEmpty()
        ? new CompileResult.Rejected(failed, since(begun))
        : new CompileResult.Compiled(images, gone, failed, rounds.compiled().size(), since(begun));
  }

  private List<ModuleImage> images(Set<ModuleName> names) {
    return names.stream().flatMap(name -> modules.image(name).stream()).toList();
  }

  private ImmutableSortedSet<ModuleName> gone(Map<SourceFile, Optional<CompiledSource>> before) {
    var gone = ImmutableSortedSet.<ModuleName>naturalOrder();
    before.values().stream()
        .flatMap(Optional::stream)
        .flatMap(good -> good.modules().keySet().stream())
        .filter(module -> !modules.isDeclared(module))
        .forEach(gone::add);
    return gone.build();
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  /** {@link #prepare Makes ready} for the first compile, until there is no more to do. */
  public void warmUp() {
    while (!prepare()) Thread.onSpinWait();
  }

  /**
   * Makes ready for a compile to come, one step: to be called again and again when there is nothing
   * else to do. The first steps compile something of no importance until the compiler itself has
   * been compiled, for a second at most; after a compile, one step makes up for what it used. A
   * step takes some milliseconds, and saves more of the next compile.
   *
   * @return whether there is no more to do
   */
  public boolean prepare() {
    lock.lock();
    try {
      if (warmUp.step(javac)) return false;
      javac.prepare(new SourceUnit(WarmUp.content()));
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The sources that cannot be compiled as they are, by path. */
  public List<BrokenSource> broken() {
    lock.lock();
    try {
      return List.copyOf(broken.values());
    } finally {
      lock.unlock();
    }
  }

  /** The last good images of all modules, by name. */
  public List<ModuleImage> images() {
    lock.lock();
    try {
      return modules.images();
    } finally {
      lock.unlock();
    }
  }

  /** The last good image of a module; empty if it has no source or none that ever compiled. */
  public Optional<ModuleImage> image(ModuleName module) {
    lock.lock();
    try {
      return modules.image(module);
    } finally {
      lock.unlock();
    }
  }

  /** Which modules came from which sources. */
  public ModuleLayout layout() {
    lock.lock();
    try {
      return modules.layout();
    } finally {
      lock.unlock();
    }
  }

  /** The modules whose sources use this one, or what inherits from it; itself left out. */
  public ImmutableSortedSet<ModuleName> usersOf(ModuleName module) {
    lock.lock();
    try {
      var users = new TreeSet<>(modules.declaredBy(modules.usersOf(Set.of(module))));
      users.remove(module);
      return ImmutableSortedSet.copyOf(users);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      files.close();
    } finally {
      lock.unlock();
    }
  }
}
