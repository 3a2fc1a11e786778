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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A node, and modules whose processes can be watched from a test. */
@Timeout(120)
abstract class PurgeFixture {
  static final Duration SOON = Duration.ofSeconds(20);
  static final ModuleName M = ModuleName.of("M");

  final TestNode node = new TestNode();
  final Processes processes = node.processes;
  final CodeServer code = node.code;

  /** Where modules put what a test wants to see. */
  final BlockingQueue<Object> out = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    code.close();
    assertThat(processes.close(SOON)).as("processes that cannot be ended").isEmpty();
  }

  /** Loads the next version of a module from its source; never purges. */
  ModuleVersion load(String source, String... with) {
    return TestNode.loaded(code.load(TestModules.compile(source, with)));
  }

  /** A module M whose {@code v()} tells its version, with more members. */
  static String m(int version, String members) {
    return "public class M {\n public static int v() { return " + version + "; }\n" + members + "}";
  }

  /** Starts a process in a function of a module; what that returns is the body's result. */
  Pid run(String module, String function, Object... arguments) {
    Fun0<Object> body =
        () -> {
          try {
            var result = code.call(ModuleName.of(module), function, arguments);
            return result == null ? "nothing" : result;
          } catch (Exception | Error e) {
            throw e;
          } catch (Throwable e) {
            throw new AssertionError(e);
          }
        };
    return processes.spawn(SpawnOptions.DEFAULT, body);
  }

  ProcessView view(Pid pid) {
    return processes.view(pid).orElseThrow();
  }

  /** Waits until the process rests in the runtime. */
  void awaitWaiting(Pid pid) {
    await().atMost(SOON).until(() -> view(pid).status() instanceof ProcessStatus.Waiting);
  }

  /** Waits until the process is held by the JDK. */
  void awaitBlocked(Pid pid) {
    await().atMost(SOON).until(() -> view(pid).status() instanceof ProcessStatus.Blocked);
  }

  /** Waits until the process has a frame of the module's current version. */
  void awaitRuns(Pid pid, ModuleName module) {
    var name = code.current(module).orElseThrow().toString();
    await()
        .atMost(SOON)
        .until(() -> StackLook.of(view(pid).frames(), 0).frames().containsKey(name));
  }

  /** Waits until the process waits with no frame of a module on its stack. */
  void awaitAtRest(Pid pid) {
    await()
        .atMost(SOON)
        .until(() -> view(pid).status() instanceof ProcessStatus.Waiting && !view(pid).inModule());
  }

  CompletableFuture<ExitReason> end(Pid pid) {
    var end = new CompletableFuture<ExitReason>();
    processes.watch(pid, (DownMessage down) -> end.complete(down.reason()));
    return end;
  }

  static ExitReason reason(CompletableFuture<ExitReason> end) {
    return end.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** The next that a module has put out. */
  Object take() {
    try {
      var taken = out.poll(SOON.toSeconds(), TimeUnit.SECONDS);
      if (taken == null) throw new AssertionError("nothing came");
      return taken;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Sends the process a message and takes what comes of it. */
  Object ask(Pid pid, Object message) {
    processes.send(pid, message);
    return take();
  }

  boolean isAlive(Pid pid) {
    return processes.isAlive(pid);
  }
}
