package dev.molt.process;

import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The processes of one test: all are ended after it, and one that stays is the test's failure. */
public final class TestNode implements AfterEachCallback {
  /** Generous: a machine may be busy with much else. */
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  public final Processes processes = new Processes(0);
  private final ConcurrentHashMap<Pid, CompletableFuture<ExitReason>> ends =
      new ConcurrentHashMap<>();

  public TestNode() {
    processes.addDeathListener(death -> end(death.pid()).complete(death.reason()));
  }

  /** What the body gives, or throws, when it runs as a process; the reason if that is ended. */
  public <T> T inProcess(Callable<T> body) throws Exception {
    CompletableFuture<T> result = new CompletableFuture<>();
    Pid pid =
        spawn(
            () -> {
              try {
                result.complete(body.call());
              } catch (Exception | AssertionError e) {
                result.completeExceptionally(e);
              }
            });
    processes.watch(pid, down -> result.completeExceptionally(new Ended(down.reason())));
    return await(result);
  }

  public void run(Proc0 body) throws Exception {
    inProcess(
        () -> {
          body.run();
          return true;
        });
  }

  public Pid spawn(Proc0 body) {
    return processes.spawn(SpawnOptions.DEFAULT, body);
  }

  /** A process that waits for ever, for a message that does not come. */
  public Pid idle() {
    return spawn(IDLE);
  }

  public static final Proc0 IDLE = TestNode::waitForEver;

  public static void waitForEver() {
    Process.receive(message -> null);
  }

  /** Why it ended; waits until it has. */
  public ExitReason reasonOf(Pid pid) {
    return await(end(pid));
  }

  private CompletableFuture<ExitReason> end(Pid pid) {
    return ends.computeIfAbsent(pid, any -> new CompletableFuture<>());
  }

  public static <T> T await(CompletableFuture<T> result) {
    return Process.await(result, Deadline.in(PATIENCE));
  }

  /** Waits until the process rests in a receive that has seen all its messages. */
  public void awaitRest(Pid... pids) {
    List.of(pids).forEach(pid -> until(() -> status(pid) instanceof ProcessStatus.Waiting));
  }

  public ProcessView view(Pid pid) {
    return processes.view(pid).orElseThrow(() -> new AssertionError(pid + " is dead"));
  }

  public ProcessStatus status(Pid pid) {
    return view(pid).status();
  }

  public static void until(Callable<Boolean> condition) {
    Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2)).until(condition);
  }

  /** To be thrown where a test wants a crash: short in the log. */
  public static RuntimeException onPurpose() {
    return new OnPurpose();
  }

  private static final class OnPurpose extends RuntimeException {
    OnPurpose() {
      super("on purpose, by a test", null, false, false);
    }
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
    List<ProcessView> left = processes.close(PATIENCE);
    if (!left.isEmpty()) throw new AssertionError("processes that do not end: " + left);
  }
}
