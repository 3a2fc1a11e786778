package dev.molt.code;

import dev.molt.process.Deadline;
import dev.molt.process.Process;
import dev.molt.process.Processes;
import dev.molt.term.Pid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The code server of a node: keeps the books of modules, and is the only one who writes in them.
 * Any thread may call it. What changes something is done on its own platform thread, one request
 * after another; a process waits for its answer as for a message, so it can be killed meanwhile,
 * and what it has asked for is done all the same. Questions are answered at once; those about what
 * is loaded are in {@link CodeBooks}.
 *
 * <p>Functions that load are named after OTP's and look for errors in the same order. Longer than
 * most files: it is one face, each function a few lines.
 *
 * <p>OTP: {@code code}, {@code code_server}
 */
public final class CodeServer extends CodeBooks implements AutoCloseable {
  private final Processes processes;
  private final CodeSettings settings;
  private final Passage passage = new ProcessPassage();
  private final Linkage linkage;
  private final Purger purger;
  private final ServerThread thread;
  private final OnLoads onLoads;
  private final Purging purging;
  private final Loading loading;

  /** Set by whoever has a compiler. */
  private volatile @Nullable SourceCompiler compiler;

  /** A code server for these processes, to which it attaches itself. The path is empty. */
  public CodeServer(Processes processes, CodeSettings settings) {
    this.processes = processes;
    this.settings = settings;
    this.linkage = new Linkage(this, CodeServer.class.getClassLoader());
    this.purger = new Purger(processes, linkage.switches()::find);
    this.thread = new ServerThread("molt-" + processes.node() + "-code");
    this.onLoads = new OnLoads(processes, thread);
    this.purging = new Purging(linkage, purger, settings.purge());
    this.loading = new Loading(linkage, onLoads, purging);
    processes.attach(CodeServer.class, this);
  }

  public CodeSettings settings() {
    return settings;
  }

  // --- loading

  /**
   * Loads object code from a place that need not be on the path. Never purges.
   *
   * <p>OTP: {@code code:load_abs/1}
   */
  public LoadResult loadAbs(PathEntry place, ModuleName module) {
    var found = place.find(module);
    return found.isEmpty() ? new LoadResult.NoFile() : load(found.get());
  }

  /** Loads object code. Never purges. */
  public LoadResult load(ObjectCode code) {
    var caller = caller();
    return ask(answer -> loading.load(code, new Loading.Request(caller, answer)));
  }

  /** {@link #load(ObjectCode)} of code that has been looked at. */
  public LoadResult load(ModuleImage image) {
    return load(image.objectCode());
  }

  /**
   * Loads object code after a hard purge of the module, if it is loaded. What is no good is refused
   * before anybody is killed.
   *
   * <p>OTP: {@code code:load_binary/3}, as of OTP 26
   */
  public LoadResult loadBinary(ObjectCode code) {
    var caller = caller();
    return ask(answer -> loading.loadBinary(code, new Loading.Request(caller, answer)));
  }

  /** {@link #loadBinary(ObjectCode)} of code that has been looked at. */
  public LoadResult loadBinary(ModuleImage image) {
    return loadBinary(image.objectCode());
  }

  /**
   * Loads a module from the path. Never purges.
   *
   * <p>OTP: {@code code:load_file/1}
   */
  public LoadResult loadFile(ModuleName module) {
    var caller = caller();
    return ask(answer -> loading.loadFile(module, new Loading.Request(caller, answer)));
  }

  /**
   * Loads a module from the path unless it is loaded.
   *
   * <p>OTP: {@code code:ensure_loaded/1}
   */
  public LoadResult ensureLoaded(ModuleName module) {
    var current = linkage.table().current(module);
    if (current != null) return new LoadResult.Loaded(current);
    var caller = caller();
    return ask(answer -> loading.ensureLoaded(module, new Loading.Request(caller, answer)));
  }

  /**
   * Loads those that are not loaded; what hinders one does not hinder the others.
   *
   * <p>OTP: {@code code:ensure_modules_loaded/1}
   */
  public BatchResult ensureModulesLoaded(Collection<ModuleName> modules) {
    var versions = new ArrayList<ModuleVersion>();
    var errors = new ArrayList<LoadError>();
    for (var module : new LinkedHashSet<>(modules)) {
      switch (ensureLoaded(module)) {
        case LoadResult.Loaded(var version) -> versions.add(version);
        case LoadFailure why -> errors.add(new LoadError(module, why));
      }
    }
    return errors.isEmpty()
        ? new BatchResult.AllLoaded(List.copyOf(versions))
        : new BatchResult.Errors(Loading.sorted(errors));
  }

  /**
   * Loads all of them at one moment, or none. Never purges.
   *
   * <p>OTP: {@code code:atomic_load/1}
   */
  public BatchResult atomicLoad(List<AtomicItem> items) {
    return switch (prepareItems(items)) {
      case Prepared prepared -> finish(prepared);
      case PrepareResult.PrepareRefused(var errors) -> new BatchResult.Errors(errors);
    };
  }

  /**
   * Does of a load all that can fail by the code itself: looks at it, defines, links and verifies
   * it, and runs those static initialisers that only make constants.
   *
   * <p>OTP: {@code code:prepare_loading/1}
   */
  public PrepareResult prepare(List<ModuleImage> images) {
    return prepareItems(
        images.stream().<AtomicItem>map(one -> new AtomicItem.Given(one.objectCode())).toList());
  }

  private PrepareResult prepareItems(List<AtomicItem> items) {
    return answer(() -> loading.prepare(items));
  }

  /**
   * Makes what is prepared current, all at one moment, or nothing of it. Never purges.
   *
   * @throws IllegalArgumentException if another code server has prepared it
   * @throws IllegalStateException if it was finished before
   *     <p>OTP: {@code code:finish_loading/1}
   */
  public BatchResult finish(Prepared prepared) {
    for (var version : prepared.versions())
      if (version.linkage() != linkage)
        throw new IllegalArgumentException(version + " belongs to another code server");
    return answer(() -> loading.finish(prepared));
  }

  // --- unloading

  /**
   * Takes the load of these versions back, all at one moment: each becomes old, and what was
   * current before it and has not been purged is current again. Nobody is killed. OTP: has nothing
   * like it.
   *
   * @return false, and nothing is changed, if one of them is not current
   */
  public boolean revert(Collection<ModuleVersion> versions) {
    return answer(() -> loading.revert(versions));
  }

  /**
   * Makes the current version old: calls of the module are {@link Undef} then, or load it again.
   *
   * @return false if there is an old version, or the module was never loaded
   *     <p>OTP: {@code code:delete/1}
   */
  public boolean delete(ModuleName module) {
    return answer(() -> loading.delete(module));
  }

  /**
   * Kills whoever runs the old version, and drops it.
   *
   * <p>OTP: {@code code:purge/1}, which returns {@link PurgeResult#otp}
   */
  public PurgeResult purge(ModuleName module) {
    return purge(List.of(module), settings.purge());
  }

  /**
   * Purges several modules in one walk over the processes. They are taken as meant to be loaded
   * together: if one of them cannot be purged, and that shows before the first kill, nobody is
   * killed and all stay.
   */
  public PurgeResult purge(Collection<ModuleName> modules, PurgeOptions options) {
    return answer(() -> purging.purge(modules, options));
  }

  /**
   * Drops the old version if nobody runs it.
   *
   * <p>OTP: {@code code:soft_purge/1}, which returns {@link SoftPurgeResult#otp}
   */
  public SoftPurgeResult softPurge(ModuleName module) {
    return answer(() -> purging.softPurge(module));
  }

  /** A purge, then a load from the path. OTP: {@code c:l/1} */
  public ReloadResult reload(ModuleName module) {
    var purged = purge(module);
    return new ReloadResult(module, purged, loadFile(module));
  }

  /** {@link #reload} of all {@link #modifiedModules}. OTP: {@code c:lm/0} */
  public List<ReloadResult> reloadModified() {
    return modifiedModules().stream().map(this::reload).toList();
  }

  /** Who compiles for {@link #compile}; the last one set. */
  public void compiler(SourceCompiler sourceCompiler) {
    compiler = sourceCompiler;
  }

  /**
   * Compiles a module's source; if that is good, purges and loads all modules in it.
   *
   * <p>OTP: {@code c:c/1}, but that code which does not link kills nobody
   */
  public CompileResult compile(ModuleName module) {
    var by = compiler;
    if (by == null) return new CompileResult.NoSource();
    return switch (await(ServerThread.aside("molt-compile-" + module, () -> by.compile(module)))) {
      case SourceCompiler.CompileOutcome.NoSource() -> new CompileResult.NoSource();
      case SourceCompiler.CompileOutcome.NotCompiled(var diagnostics) ->
          new CompileResult.NotCompiled(diagnostics);
      case SourceCompiler.CompileOutcome.Compiled(var images) -> Swap.of(this, images);
    };
  }

  // --- sticky modules

  /** While it is loaded it cannot be loaded again. OTP: {@code code:stick_mod/1} */
  public void stick(ModuleName module) {
    answer(
        () -> {
          loading.stick(module);
          return true;
        });
  }

  /** OTP: {@code code:unstick_mod/1} */
  public void unstick(ModuleName module) {
    answer(
        () -> {
          loading.unstick(module);
          return true;
        });
  }

  /** Whether it is loaded and sticky. OTP: {@code code:is_sticky/1} */
  public boolean isSticky(ModuleName module) {
    return answer(() -> loading.isSticky(module));
  }

  // --- who runs what

  /**
   * Whether a process runs the module's old version.
   *
   * <p>OTP: {@code erlang:check_process_code/2}
   */
  public boolean checkProcessCode(Pid process, ModuleName module) {
    var old = linkage.table().old(module);
    return old != null && purger.runs(process, old);
  }

  /** Who runs which version of a module. */
  public CodeCheck check(ModuleName module) {
    return purger.check(slots(List.of(module)).getFirst());
  }

  /** What a purge of these modules would do, in one walk over the processes. */
  public CodePreview preview(Collection<ModuleName> modules) {
    return purger.preview(slots(modules));
  }

  private List<ModuleStatus> slots(Collection<ModuleName> modules) {
    var table = linkage.table();
    return modules.stream()
        .map(
            module ->
                new ModuleStatus(
                    module, table.slot(module).current(), table.slot(module).old(), null))
        .toList();
  }

  // --- calls by name

  /**
   * A qualified call by name, on the calling thread: a public static function of the current
   * version, loaded from the path if need be.
   *
   * @throws Undef if there is no such function
   * @throws Throwable whatever the function throws
   *     <p>OTP: {@code apply/3}
   */
  public @Nullable Object call(ModuleName module, String function, @Nullable Object... arguments)
      throws Throwable {
    ensureLoaded(module);
    var key = NamedCall.key(module, function, arguments, current(module));
    return linkage.site(key).generic().invokeWithArguments(arguments);
  }

  // --- the end

  /** Does what was asked for before, then ends. What is loaded stays loaded. */
  @Override
  public void close() {
    thread.tell(onLoads::abandon);
    thread.close();
    purger.close();
  }

  // --- for the room

  @Override
  Linkage linkage() {
    return linkage;
  }

  Passage passage() {
    return passage;
  }

  Processes processes() {
    return processes;
  }

  /**
   * {@link #ensureLoaded}, also on the server's own thread, which cannot wait for an {@code
   * onLoad()}.
   */
  LoadResult ensureTypes(ModuleName module) {
    return thread.isCurrent() ? loading.ensureLoadedNow(module) : ensureLoaded(module);
  }

  /** That of the calling process, if it has set one. */
  ErrorHandler errorHandler() {
    return ErrorHandlerFlag.current();
  }

  private static @Nullable Pid caller() {
    return Process.isProcess() ? Process.self() : null;
  }

  private <T> T answer(Supplier<T> question) {
    return ask(answer -> answer.complete(question.get()));
  }

  private <T> T ask(Consumer<CompletableFuture<T>> request) {
    var answer = thread.ask(request);
    if (thread.isCurrent() && !answer.isDone())
      throw new IllegalStateException("the code server would wait for itself");
    return await(answer);
  }

  private static <T> T await(CompletableFuture<T> answer) {
    return Process.await(answer, Deadline.NEVER);
  }
}
