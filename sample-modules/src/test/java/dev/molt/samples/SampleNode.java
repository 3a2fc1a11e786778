package dev.molt.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.code.CodeCheck;
import dev.molt.code.LoadResult;
import dev.molt.code.ModuleName;
import dev.molt.code.ObjectCode;
import dev.molt.code.PurgeResult;
import dev.molt.code.TestModules;
import dev.molt.node.Node;
import dev.molt.process.Deadline;
import dev.molt.process.Proc0;
import dev.molt.process.Process;
import dev.molt.process.SpawnOptions;
import dev.molt.term.Pid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A node on which the samples are loaded from their sources, edited or not, as a save would do. */
final class SampleNode implements AfterEachCallback {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  /** What one test has compiled, another need not. */
  private static final Map<Edit, ObjectCode> COMPILED = new ConcurrentHashMap<>();

  final Node node = Node.open();

  private record Edit(String module, String part, String by) {}

  /** The module's source compiled, with a part of it replaced. */
  static ObjectCode edited(String module, String part, String by) {
    return COMPILED.computeIfAbsent(new Edit(module, part, by), SampleNode::compile);
  }

  private static ObjectCode compile(Edit edit) {
    try {
      var source = Files.readString(Path.of("src/main/java", edit.module + ".java"));
      assertThat(source).contains(edit.part);
      return TestModules.compile(source.replace(edit.part, edit.by));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A save of the module: purges what is old, and loads. */
  PurgeResult save(String module, String part, String by) {
    var code = edited(module, part, by);
    var purged = node.code().purge(code.module());
    assertThat(node.code().load(code)).isInstanceOf(LoadResult.Loaded.class);
    return purged;
  }

  void load(String module) {
    save(module, "class", "class");
  }

  CodeCheck check(String module) {
    return node.code().check(ModuleName.of(module));
  }

  @Nullable Pid whereis(String name) {
    return node.processes().whereis(name);
  }

  /** What {@code molt call} does: calls the function in a process of its own. */
  @Nullable Object call(String module, String function, Object... arguments) {
    var result = new CompletableFuture<@Nullable Object>();
    var caller =
        node.processes()
            .spawn(
                SpawnOptions.DEFAULT,
                (Proc0)
                    () -> {
                      try {
                        var name = ModuleName.of(module);
                        result.complete(node.code().call(name, function, arguments));
                      } catch (Throwable thrown) {
                        result.completeExceptionally(thrown);
                      }
                    });
    node.processes()
        .watch(
            caller,
            down -> result.completeExceptionally(new AssertionError("ended: " + down.reason())));
    return Process.await(result, Deadline.in(PATIENCE));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    assertThat(node.close(PATIENCE)).isEmpty();
  }
}
