package dev.molt.bench;

import dev.molt.code.CodeServer;
import dev.molt.code.CodeSettings;
import dev.molt.code.LoadResult;
import dev.molt.code.ModuleName;
import dev.molt.code.ObjectCode;
import dev.molt.process.Fun0;
import dev.molt.process.ProcessStatus;
import dev.molt.process.Processes;
import dev.molt.process.SpawnOptions;
import dev.molt.term.Pid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.tools.ToolProvider;

/**
 * What it costs to ask who runs old code, and to purge, with many processes: all at rest in a
 * server's loop, or half of them waiting in old code.
 *
 * <p>{@code PurgeCost [counts]}, 1,000 10,000 100,000 if not said; 1,000,000 needs {@code -Xmx6g}.
 * Each line is one run of: start; load the module anew; ask for each process; the same once more;
 * soft purge; load anew if that purged; purge. {@code peers/otp_bench.erl} measures OTP the same
 * way.
 */
public final class PurgeCost {
  private static final ModuleName SUBJECT = ModuleName.of("Subject");

  private static final String SOURCE =
      """
      import dev.molt.process.Process;
      import dev.molt.server.*;
      import dev.molt.term.From;

      public class Subject implements GenServer<Integer> {
        public static int v() { return %d; }
        public static void servers(int count) {
          for (int i = 0; i < count; i++) Server.start(Subject.class, 0);
        }
        public static void waiters(int count) {
          for (int i = 0; i < count; i++) Process.spawn(Subject::waiter);
        }
        public static Object waiter() { return Process.receive(); }
        public InitResult<Integer> init(Object args) { return GenServer.ok(0); }
        public CallResult<Integer> handleCall(Object request, From from, Integer state) {
          return GenServer.reply(v(), state);
        }
      }
      """;

  private final Path directory;
  private final Processes processes = new Processes(0);
  private final CodeServer code = new CodeServer(processes, CodeSettings.DEFAULT);
  private int version;

  private PurgeCost(Path directory) {
    this.directory = directory;
  }

  public static void main(String[] args) throws IOException {
    List<Integer> counts = new ArrayList<>();
    for (var arg : args) counts.add(Integer.parseInt(arg));
    if (counts.isEmpty()) counts.addAll(List.of(1_000, 10_000, 100_000));
    var directory = Files.createTempDirectory("purge-cost");
    for (var round = 0; round < 2; round++) {
      for (var count : counts) {
        new PurgeCost(directory).measure("all at rest", count, 0);
        new PurgeCost(directory).measure("half in old code", count, count / 2);
      }
    }
  }

  private void measure(String what, int count, int waiting) {
    load();
    run("servers", count - waiting);
    run("waiters", waiting);
    var pids = awaitRest(count);
    load();
    var first = timed(() -> asked(pids));
    var second = timed(() -> asked(pids));
    var soft = timed(() -> code.softPurge(SUBJECT));
    if (!code.checkOldCode(SUBJECT)) load();
    var again = timed(() -> code.softPurge(SUBJECT));
    if (!code.checkOldCode(SUBJECT)) load();
    var purge = timed(() -> code.purge(SUBJECT));
    var bare = timed(() -> code.purge(SUBJECT));
    System.out.printf(
        "%,9d %-16s check %8.2f ms, again %8.2f; soft purge %8.2f, again %8.2f; purge %8.2f,"
            + " without old code %6.3f; killed %,d%n",
        count,
        what,
        millis(first),
        millis(second),
        millis(soft),
        millis(again),
        millis(purge),
        millis(bare),
        purge.value().killed().size());
    code.close();
    processes.close(Duration.ofMinutes(2));
  }

  private int asked(List<Pid> pids) {
    var users = 0;
    for (var pid : pids) if (code.checkProcessCode(pid, SUBJECT)) users++;
    return users;
  }

  private void run(String function, int count) {
    var done = new CompletableFuture<Object>();
    Fun0<Object> body =
        () -> {
          try {
            code.call(SUBJECT, function, count);
            return done.complete("done");
          } catch (Throwable e) {
            return done.completeExceptionally(e);
          }
        };
    processes.spawn(SpawnOptions.DEFAULT, body);
    done.join();
  }

  private List<Pid> awaitRest(int count) {
    while (true) {
      List<Pid> resting = new ArrayList<>();
      processes.forEach(
          process -> {
            if (process.status() instanceof ProcessStatus.Waiting) resting.add(process.pid());
          });
      if (resting.size() == count) return resting;
      Thread.onSpinWait();
    }
  }

  private record Timed<T>(T value, long nanos) {}

  private static <T> Timed<T> timed(Supplier<T> work) {
    var start = System.nanoTime();
    var value = work.get();
    return new Timed<>(value, System.nanoTime() - start);
  }

  private static double millis(Timed<?> timed) {
    return timed.nanos() / 1e6;
  }

  private void load() {
    version++;
    var loaded = code.load(compiled());
    if (!(loaded instanceof LoadResult.Loaded)) throw new IllegalStateException("" + loaded);
  }

  private ObjectCode compiled() {
    try {
      var source = Files.writeString(directory.resolve("Subject.java"), SOURCE.formatted(version));
      var options = new String[] {"-proc:none", "-d", directory.toString(), source.toString()};
      var javac = ToolProvider.getSystemJavaCompiler();
      if (javac.run(null, null, null, options) != 0) throw new IllegalStateException("no compile");
      Map<String, byte[]> classes = new HashMap<>();
      classes.put("Subject", Files.readAllBytes(directory.resolve("Subject.class")));
      return ObjectCode.of(SUBJECT, classes, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
