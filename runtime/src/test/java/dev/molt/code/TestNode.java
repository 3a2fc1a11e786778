package dev.molt.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.process.Fun0;
import dev.molt.process.Processes;
import dev.molt.process.SpawnOptions;
import dev.molt.term.Pid;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A node of processes and a code server, for one test. */
public final class TestNode implements AutoCloseable {
  private static final AtomicInteger NUMBERS = new AtomicInteger(1000);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  public final Processes processes;
  public final CodeServer code;
  public final ObjectStore store = new ObjectStore("test");

  public TestNode() {
    this(CodeSettings.DEFAULT);
  }

  public TestNode(CodeSettings settings) {
    processes = new Processes(NUMBERS.incrementAndGet());
    code = new CodeServer(processes, settings);
    code.path().addLast(new PathEntry.Store(store));
  }

  /** Loads a module from its source; it has to succeed. */
  public ModuleVersion load(String source) {
    return loaded(code.load(TestModules.compile(source)));
  }

  public static ModuleVersion loaded(LoadResult result) {
    assertThat(result).isInstanceOf(LoadResult.Loaded.class);
    return ((LoadResult.Loaded) result).version();
  }

  public static ModuleName name(String module) {
    return ModuleName.of(module);
  }

  /** Runs a fun in a fresh process and waits for what it returns, or throws what it throws. */
  public <T> T in(Fun0<T> body) throws Exception {
    return get(start(body));
  }

  /** Runs a fun in a fresh process. */
  public <T> CompletableFuture<T> start(Fun0<T> body) {
    var result = new CompletableFuture<T>();
    Fun0<Object> whole =
        () -> {
          try {
            result.complete(body.apply());
          } catch (Throwable thrown) {
            result.completeExceptionally(thrown);
          }
          return "done";
        };
    var pid = processes.spawn(SpawnOptions.DEFAULT, whole);
    processes.watch(
        pid, down -> result.completeExceptionally(new Died(pid, down.reason().toString())));
    return result;
  }

  public static <T> T get(CompletableFuture<T> result) throws Exception {
    try {
      return result.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Exception cause) throw cause;
      if (failed.getCause() instanceof Error cause) throw cause;
      throw failed;
    }
  }

  /** A qualified call, in a fresh process. */
  @SuppressWarnings("NullAway") // a fun's result may be nullable, which it cannot see
  public @Nullable Object call(String module, String function, @Nullable Object... arguments)
      throws Exception {
    return in(
        () -> {
          try {
            return code.call(name(module), function, arguments);
          } catch (Exception | Error thrown) {
            throw thrown;
          } catch (Throwable thrown) {
            throw new AssertionError(thrown);
          }
        });
  }

  /** The same for functions that return something. */
  public Object ask(String module, String function, @Nullable Object... arguments)
      throws Exception {
    return Objects.requireNonNull(call(module, function, arguments));
  }

  /** The process died before it had an answer. */
  public static final class Died extends RuntimeException {
    Died(Pid pid, String reason) {
      super(pid + " died: " + reason);
    }
  }

  @Override
  public void close() {
    processes.close();
    code.close();
  }
}
