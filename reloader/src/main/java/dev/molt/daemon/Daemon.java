package dev.molt.daemon;

import dev.molt.code.BatchResult;
import dev.molt.code.ModuleImage;
import dev.molt.code.ObjectStore;
import dev.molt.code.PathEntry;
import dev.molt.compile.CompileRequest;
import dev.molt.compile.CompileResult;
import dev.molt.compile.Compiler;
import dev.molt.config.MoltConfig;
import dev.molt.control.ControlPlaces;
import dev.molt.control.ControlReply;
import dev.molt.control.ControlServer;
import dev.molt.control.OpenResult;
import dev.molt.node.Node;
import dev.molt.report.ReloadEvent;
import dev.molt.report.Reporter;
import dev.molt.source.SourceFile;
import dev.molt.source.SourceRoot;
import dev.molt.swap.StageClock;
import dev.molt.watch.ChangeSet;
import dev.molt.watch.SourceWatcher;
import dev.molt.watch.WatchStatus;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A node with the modules of one watched directory, the loop that reloads them, and the socket by
 * which commands reach it. Lives from {@link #run} until it is stopped.
 */
public final class Daemon {
  /** How long the end may take after a signal, before the JVM goes all the same. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  private final Path directory;
  private final MoltConfig config;
  private final Reporter reporter;
  private final Node node;
  private final Instant since = Instant.now();
  private final CompletableFuture<String> stop = new CompletableFuture<>();

  // Set once by the thread that runs the daemon; read by the threads of commands.
  private volatile @Nullable Watching watching;

  /** What there is once the watch is on. */
  private record Watching(SourceWatcher watcher, ReloadLoop loop) {}

  private Daemon(Path directory, MoltConfig config, Reporter reporter, Node node) {
    this.directory = directory;
    this.config = config;
    this.reporter = reporter;
    this.node = node;
  }

  private static final int STOPPED = 0;
  private static final int ALREADY_RUNNING = 1;
  private static final int NOT_POSSIBLE = 2;

  /**
   * Runs a daemon in the calling thread until it is stopped.
   *
   * @param out what a person reads, or the events if those go to the standard output
   * @param err what is wrong
   * @return the exit code: 0, it was stopped by a command or a signal; 1, another daemon serves the
   *     directory; 2, the machine does not let us. The words for a person are printed then
   */
  public static int run(RunOptions options, PrintStream out, PrintStream err) {
    var config = options.config();
    var ended = new CountDownLatch(1);
    try (var node = Node.open(Settings.node(config))) {
      var directory = options.directory().toRealPath();
      var daemon = new Daemon(directory, config, Reporters.of(config.events(), out, err), node);
      var hook = Thread.ofPlatform().name("molt-signal").unstarted(() -> daemon.signalled(ended));
      Runtime.getRuntime().addShutdownHook(hook);
      return daemon.serve(options.directory(), err);
    } catch (IOException e) {
      err.println("molt: " + e);
      return NOT_POSSIBLE;
    } finally {
      ended.countDown();
    }
  }

  private void signalled(CountDownLatch ended) {
    stop.complete("signal");
    try {
      ended.await(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int serve(Path asNamed, PrintStream err) throws IOException {
    var desk =
        new ControlDesk(
            node.processes(), node.code(), this::state, () -> stop.complete("molt stop"));
    return switch (ControlServer.open(ControlPlaces.ofThisUser(), directory, desk)) {
      case OpenResult.AlreadyRunning other -> {
        err.println("molt: " + other.text());
        yield ALREADY_RUNNING;
      }
      case OpenResult.NotPossible(var why) -> {
        why.forEach(sentence -> err.println("molt: no control socket: " + sentence));
        yield NOT_POSSIBLE;
      }
      case OpenResult.Opened(var control) -> {
        try (control) {
          watch(SourceRoot.of(asNamed));
        }
        reporter.tell(new ReloadEvent.Stopped(Instant.now(), stop.join()));
        yield STOPPED;
      }
    };
  }

  private void watch(SourceRoot root) throws IOException {
    try (var watcher = SourceWatcher.open(root, Settings.watch(config), this::watcherIs);
        var compiler = Compiler.open(root, Settings.compiler(config))) {
      var store = new ObjectStore(root.toString());
      var sources = new Sources(root, compiler, store);
      node.code().path().addLast(new PathEntry.Store(store));
      node.code().compiler(sources);

      var batches = new Batch.Maker(node.code(), Settings.purge(config), reporter);
      var loop =
          new ReloadLoop(watcher, sources, batches, config.compile().failureHold(), reporter);
      begin(watcher, sources);
      watching = new Watching(watcher, loop);
      var thread = Thread.ofPlatform().name("molt-reload").start(loop);
      stop.join();
      loop.stop();
      join(thread);
    }
  }

  /** Compiles and loads all there is, starts what is to be started, and says so. */
  private void begin(SourceWatcher watcher, Sources sources) {
    var all = poll(watcher);
    if (all.isPresent()) loadAll(all.get(), sources);
    var started = new Startup(node.processes(), node.code()).start(config.start());
    var modules = node.code().allLoaded().stream().map(one -> one.module().binaryName()).toList();
    var sinceStart = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    reporter.tell(
        new ReloadEvent.Ready(
            Instant.now(),
            ProcessHandle.current().pid(),
            directory,
            modules,
            started.started(),
            started.failed(),
            sinceStart.toNanos() / 1_000));
  }

  private void loadAll(ChangeSet all, Sources sources) {
    var clock = new StageClock(Instant.now(), Instant.now(), System::nanoTime);
    var result = sources.compile(CompileRequest.of(all.contents(), List.of()));
    var changed = all.changes().keySet().stream().map(SourceFile::path).toList();
    List<String> errors = new ArrayList<>();
    if (result instanceof CompileResult.CompilerCrashed(var cause, _))
      errors.add("the compiler crashed: " + cause);
    if (result instanceof CompileResult.Compiled compiled) {
      var names = compiled.images().stream().map(ModuleImage::name).toList();
      if (node.code().ensureModulesLoaded(names) instanceof BatchResult.Errors(var failures))
        failures.forEach(failure -> errors.add(Sentences.of(failure)));
    }
    if (!result.broken().isEmpty() || !errors.isEmpty())
      reporter.tell(
          new ReloadEvent.Rejected(
              Instant.now(), 0, changed, result.diagnostics(), errors, clock.times()));
  }

  private static Optional<ChangeSet> poll(SourceWatcher watcher) {
    try {
      return watcher.poll(Duration.ZERO);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static void join(Thread thread) {
    try {
      if (!thread.join(LAST_WORDS)) thread.interrupt();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void watcherIs(WatchStatus status) {
    if (stop.isDone()) return; // Its end is ours, and told as such.
    var why =
        switch (status) {
          case WatchStatus.Live _ -> null;
          case WatchStatus.Polling(_, var reason) -> reason;
          case WatchStatus.Rescanning(_, var reason) -> reason;
          case WatchStatus.Dead(_, var reason) -> reason;
        };
    reporter.tell(new ReloadEvent.Watcher(Instant.now(), word(status), why));
  }

  private static String word(WatchStatus status) {
    return switch (status) {
      case WatchStatus.Live _ -> "live";
      case WatchStatus.Polling _ -> "polling";
      case WatchStatus.Rescanning _ -> "rescanning";
      case WatchStatus.Dead _ -> "dead";
    };
  }

  private ControlReply.State state() {
    var now = watching;
    return new ControlReply.State(
        directory.toString(),
        ProcessHandle.current().pid(),
        since,
        now == null ? "starting" : now.watcher().status().toString(),
        node.code().allLoaded().size(),
        node.processes().count(),
        now == null ? 0 : now.loop().taken(),
        List.of());
  }
}
