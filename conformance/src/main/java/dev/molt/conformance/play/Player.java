package dev.molt.conformance.play;

import dev.molt.code.PathEntry;
import dev.molt.conformance.modules.Beams;
import dev.molt.conformance.script.CodeSpec;
import dev.molt.conformance.script.Script;
import dev.molt.conformance.system.Book;
import dev.molt.node.Node;
import dev.molt.process.Fun0;
import dev.molt.process.Next;
import dev.molt.process.Process;
import dev.molt.process.SpawnOptions;
import dev.molt.term.ExitReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Plays cases, each on a node of its own. Any thread, several at once. */
public final class Player {
  /** One answer is waited for so long: on a loaded machine too, it comes in milliseconds. */
  private static final Duration PATIENCE = Duration.ofMillis(1000);

  private static final Duration CASE_LIMIT = Duration.ofMinutes(2);

  private final Beams beams;
  private final Path paths;
  private final AtomicInteger played = new AtomicInteger();

  /**
   * @param paths a folder for what a case puts onto its code path
   */
  public Player(Beams beams, Path paths) {
    this.beams = beams;
    this.paths = paths;
  }

  /**
   * The results of a case's operations.
   *
   * @throws IllegalStateException the case cannot be played: an operation that does not exist, or a
   *     system that does not come to rest
   */
  public List<String> play(Script script) throws IOException, InterruptedException {
    beams.make(CodeSpec.in(script.operations()));
    var path = Files.createDirectories(paths.resolve("path" + played.incrementAndGet()));
    try (var node = Node.open()) {
      node.code().path().set(List.of(new PathEntry.Directory(path)));
      var results = new CompletableFuture<List<String>>();
      Fun0<Next> driver =
          () -> {
            results.complete(drive(node, path, script));
            return Next.stop();
          };
      var pid = node.processes().spawn(SpawnOptions.DEFAULT, driver);
      node.processes().watch(pid, down -> failed(results, down.reason()));
      return results.get(CASE_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new IllegalStateException(script.name() + " takes longer than " + CASE_LIMIT, late);
    } catch (ExecutionException failed) {
      throw new IllegalStateException(script.name() + ": " + failed.getCause(), failed.getCause());
    }
  }

  private static void failed(CompletableFuture<List<String>> results, ExitReason reason) {
    results.completeExceptionally(
        reason instanceof ExitReason.Crash(var error)
            ? error
            : new IllegalStateException("the driver ended with " + reason));
  }

  private List<String> drive(Node node, Path path, Script script) throws Exception {
    var book = new Book(node.processes(), beams.folder(), Process.self());
    node.processes().attach(Book.class, book);
    var world = new World(node.processes(), node.code(), book, beams.folder(), path, PATIENCE);
    try (var settling = new Settling(world, Process.self());
        var driver = new Driver(world, settling)) {
      return driver.run(script.operations());
    }
  }
}
