package dev.molt.watch;

import static dev.molt.watch.WatchFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which changes go out together. */
@Timeout(60)
final class BatchTest {
  @TempDir Path dir;

  @Test
  void what_version_control_writes_under_its_lock_is_one_batch() throws Exception {
    Files.createDirectory(dir.resolve(".git"));
    try (var watched = WatchFixture.open(dir)) {
      var lock = Files.createFile(dir.resolve(".git/index.lock"));
      for (int i = 0; i < 500; i++) {
        watched.write("p" + i % 7 + "/E" + i + ".java", "mark" + i);
        if (i % 100 == 0) watched.assertSilent();
      }
      Files.delete(lock);
      var set = watched.next();
      assertThat(set.changes()).hasSize(500);
      assertThat(set.cause()).isEqualTo(ChangeSet.Cause.VERSION_CONTROL);
      watched.assertSilent();
    }
  }

  @Test
  void the_lock_of_a_linked_work_tree_is_found() throws Exception {
    var git = Files.createDirectories(dir.resolve("repository/.git/worktrees/other"));
    var tree = Files.createDirectories(dir.resolve("other/src"));
    Files.writeString(dir.resolve("other/.git"), "gitdir: ../repository/.git/worktrees/other\n");
    try (var watched = WatchFixture.open(tree)) {
      var lock = Files.createFile(git.resolve("index.lock"));
      watched.write("E3.java", "one");
      watched.assertSilent();
      Files.delete(lock);
      watched.assertBecomes("E3.java", "one");
    }
  }

  @Test
  void files_written_within_a_moment_are_one_batch_after_the_first() throws Exception {
    try (var watched = WatchFixture.open(dir)) {
      for (int i = 0; i < 50; i++) watched.write("E" + i + ".java", "mark");
      int batches = 0;
      for (int seen = 0; seen < 50; batches++) seen += watched.next().changes().size();
      // The first file may have gone at once; then a pause of the machine may part a burst.
      assertThat(batches).isLessThan(10);
    }
  }

  @Test
  void a_stream_of_edits_that_never_ends_is_let_through() throws Exception {
    var going = new AtomicBoolean(true);
    try (var watched = WatchFixture.open(dir)) {
      var stream =
          CompletableFuture.runAsync(
              () -> {
                try {
                  for (int i = 0; going.get(); i++) {
                    Files.writeString(dir.resolve("E" + i % 5 + ".java"), text("mark" + i));
                    if (i % 5 == 0) Files.deleteIfExists(dir.resolve("E3.java"));
                  }
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      for (int i = 0; i < 3; i++) assertThat(watched.next().changes()).isNotEmpty();
      going.set(false);
      stream.join();
    }
  }
}
