package dev.molt.code;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A static initialiser that may do anything, so it waits for the first use. It runs on a platform
 * thread of its own: one that blocks on a virtual thread would hold its carrier, and everybody who
 * waits for the class would hold another.
 */
final class LazyInitialiser {
  private static final Logger LOG = LoggerFactory.getLogger(LazyInitialiser.class);

  /** Bound in the threads that run initialisers: what they need they initialise themselves. */
  private static final ScopedValue<Boolean> INITIALISING = ScopedValue.newInstance();

  private final ModuleVersion version;
  private final String className;
  private final AtomicBoolean started = new AtomicBoolean();
  private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();

  private LazyInitialiser(ModuleVersion version, String className) {
    this.version = version;
    this.className = className;
  }

  static Map<String, LazyInitialiser> of(ModuleVersion version, Collection<String> classNames) {
    if (classNames.isEmpty()) return Map.of();
    var all = new HashMap<String, LazyInitialiser>();
    for (var name : classNames) all.put(name, new LazyInitialiser(version, name));
    return Map.copyOf(all);
  }

  /** Whether it has come to its end, well. */
  boolean isDone() {
    return done.isDone() && !done.isCompletedExceptionally();
  }

  /**
   * Runs it, unless it has run or is running, and waits.
   *
   * @throws InitialiserFailed if it threw, now or before, or does not end within the limit
   */
  void await() {
    if (isDone()) return;
    if (INITIALISING.isBound()) {
      run();
      done.join();
      return;
    }
    if (started.compareAndSet(false, true)) {
      Thread.ofPlatform()
          .daemon()
          .name("molt-init-" + version)
          .start(() -> ScopedValue.where(INITIALISING, true).run(this::run));
    }
    if (!version.linkage().await(done, version.linkage().initialiserLimit()))
      throw new InitialiserFailed(
          className,
          version.toString(),
          "has not ended within " + version.linkage().initialiserLimit().toMillis() + " ms",
          null);
  }

  private void run() {
    try {
      Class.forName(className, true, version.loader());
      done.complete(null);
    } catch (ExceptionInInitializerError thrown) {
      fail(thrown.getException());
    } catch (ClassNotFoundException | LinkageError broken) {
      fail(broken);
    }
  }

  private void fail(Throwable why) {
    var failed = new InitialiserFailed(className, version.toString(), "failed: " + why, why);
    if (done.completeExceptionally(failed)) LOG.warn(failed.getMessage(), why);
  }
}
