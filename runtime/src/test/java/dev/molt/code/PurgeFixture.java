package dev.molt.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.molt.process.Fun0;
import dev.molt.process.ProcessStatus;
import dev.molt.process.ProcessView;
import dev.molt.process.Processes;
import dev.molt.process.SpawnOptions;
import dev.molt.term.DownMessage;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** Processes and a code server, and modules whose processes can be watched from a test. */
@Timeout(120)
abstract class PurgeFixture {
  static final Duration SOON = Duration.ofSeconds(20);
  private static final AtomicInteger NODES = new AtomicInteger(500);

  final Processes processes = new Processes(NODES.incrementAndGet());
  final CodeServer code = new CodeServer(processes, CodeSettings.DEFAULT);
  final BlockingQueue<Object> outbox = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    code.close();
    assertThat(processes.close(SOON)).as("processes that cannot be ended").isEmpty();
  }

  /** Loads the next version of a module from its source; never purges. */
  ModuleVersion load(String source) {
    return switch (code.load(TestModules.compile(source))) {
      case LoadResult.Loaded(var version) -> version;
      case LoadFailure why -> throw new AssertionError(why + ": " + source);
    };
  }

  /** A module M whose {@code v()} tells its version, with more members. */
  static String m(int version, String members) {
    return "public class M { public static int v() { return " + version + "; } " + members + " }";
  }

  /** Starts a process in a function of a module; what that returns is the body's result. */
  Pid run(String module, String function, Object... arguments) {
    Fun0<Object> body = () -> call(module, function, arguments);
    return processes.spawn(SpawnOptions.DEFAULT, body);
  }

  private Object call(String module, String function, Object... arguments) throws Exception {
    try {
      var result = code.call(ModuleName.of(module), function, arguments);
      return result == null ? "nothing" : result;
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  ProcessView view(Pid pid) {
    return processes.view(pid).orElseThrow();
  }

  void awaitWaiting(Pid pid) {
    await().atMost(SOON).until(() -> view(pid).status() instanceof ProcessStatus.Waiting);
  }

  void awaitBlocked(Pid pid) {
    await().atMost(SOON).until(() -> view(pid).status() instanceof ProcessStatus.Blocked);
  }

  /** Waits until the process has a frame of the version, and the mark is counted. */
  void awaitRuns(Pid pid, ModuleName module) {
    var name = code.current(module).orElseThrow().toString();
    await()
        .atMost(SOON)
        .until(() -> StackLook.of(view(pid).frames(), 0).frames().containsKey(name));
  }

  CompletableFuture<ExitReason> end(Pid pid) {
    var end = new CompletableFuture<ExitReason>();
    processes.watch(pid, (DownMessage down) -> end.complete(down.reason()));
    return end;
  }

  static ExitReason reason(CompletableFuture<ExitReason> end) {
    return end.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** What a module sent by {@link #inbox}. */
  Object take() {
    try {
      var taken = outbox.poll(SOON.toSeconds(), TimeUnit.SECONDS);
      if (taken == null) throw new AssertionError("nothing came");
      return taken;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  boolean isAlive(Pid pid) {
    return processes.isAlive(pid);
  }

  static ModuleName name(String module) {
    return ModuleName.of(module);
  }
}
