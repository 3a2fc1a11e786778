package dev.molt.process;

import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The processes of one test: all are ended after it, and one that stays is the test's failure. */
public final class TestNode implements AfterEachCallback {
  /** Generous: a machine may be busy with much else. */
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  public final Processes processes = new Processes(0);

  /** What the body gives, or throws, when it runs as a process; the reason if that is ended. */
  public <T> T inProcess(Callable<T> body) throws Exception {
    CompletableFuture<T> result = new CompletableFuture<>();
    Pid pid =
        processes.spawn(
            SpawnOptions.DEFAULT,
            (Proc0)
                () -> {
                  try {
                    result.complete(body.call());
                  } catch (Exception | AssertionError e) {
                    result.completeExceptionally(e);
                  }
                });
    processes.watch(pid, down -> result.completeExceptionally(new Ended(down.reason())));
    return Process.await(result, Deadline.in(PATIENCE));
  }

  public void run(Proc0 body) throws Exception {
    inProcess(
        () -> {
          body.run();
          return true;
        });
  }

  /** A process of a test was ended by a signal, or had ended before it gave a result. */
  public static final class Ended extends RuntimeException {
    public final transient ExitReason reason;

    Ended(ExitReason reason) {
      super(reason.toString());
      this.reason = reason;
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    var left = processes.close(PATIENCE);
    if (!left.isEmpty()) throw new AssertionError("processes that do not end: " + left);
  }
}
