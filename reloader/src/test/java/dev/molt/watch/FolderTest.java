package dev.molt.watch;

import static dev.molt.watch.WatchFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Folders that come, go, and are reached through links. */
@Timeout(60)
final class FolderTest {
  @TempDir Path dir;

  @Test
  void the_first_batch_is_all_that_is_there() throws Exception {
    Files.createDirectories(dir.resolve("a/b"));
    Files.writeString(dir.resolve("a/b/E3.java"), text("one"));
    Files.writeString(dir.resolve("E4.java"), text("two"));
    Files.writeString(dir.resolve("notes.txt"), "none");
    try (var watched = open()) {
      assertThat(watched.watcher.status()).isInstanceOf(WatchStatus.Live.class);
      var first = watched.watcher.poll(Duration.ZERO).orElseThrow();
      assertThat(first.cause()).isEqualTo(ChangeSet.Cause.START);
      assertThat(first.changes().keySet())
          .extracting(Object::toString)
          .containsExactly("E4.java", "a/b/E3.java");
    }
  }

  @Test
  void a_root_without_sources_has_no_first_batch_and_is_watched_all_the_same() throws Exception {
    try (var watched = open()) {
      assertThat(watched.watcher.poll(Duration.ZERO)).isEmpty();
      watched.write("E3.java", "one");
      watched.assertBecomes("E3.java", "one");
    }
  }

  @Test
  void new_folders_with_files_written_at_once_are_seen() throws Exception {
    try (var watched = WatchFixture.open(dir)) {
      var marks = new TreeMap<String, String>();
      for (int i = 0; i < 30; i++) {
        watched.write("a" + i + "/b/c/E3.java", "deep" + i);
        marks.put("a" + i + "/b/c/E3.java", "deep" + i);
      }
      watched.assertBecomes(marks);
      watched.write("a7/b/c/E3.java", "later");
      watched.assertBecomes("a7/b/c/E3.java", "later");
    }
  }

  @Test
  void a_folder_deleted_and_made_anew_is_still_watched() throws Exception {
    try (var watched = WatchFixture.open(dir)) {
      for (int i = 0; i < 5; i++) {
        watched.write("a/b/E3.java", "one");
        watched.assertBecomes("a/b/E3.java", "one");
        Files.delete(dir.resolve("a/b/E3.java"));
        Files.delete(dir.resolve("a/b"));
        Files.delete(dir.resolve("a"));
        watched.assertBecomes("a/b/E3.java", "gone");
      }
      watched.write("a/b/E3.java", "one");
      Files.delete(dir.resolve("a/b/E3.java"));
      Files.delete(dir.resolve("a/b"));
      watched.write("a/b/E3.java", "two");
      watched.assertBecomes("a/b/E3.java", "two");
    }
  }

  @Test
  void a_renamed_folder_is_gone_here_and_new_there() throws Exception {
    try (var watched = WatchFixture.open(dir)) {
      watched.write("a/b/E3.java", "one");
      watched.assertBecomes("a/b/E3.java", "one");
      Files.move(dir.resolve("a"), dir.resolve("z"));
      watched.assertBecomes(new TreeMap<>(Map.of("a/b/E3.java", "gone", "z/b/E3.java", "one")));
      watched.write("z/b/E3.java", "two");
      watched.assertBecomes("z/b/E3.java", "two");
    }
  }

  @Test
  void hidden_and_excluded_folders_are_not_watched() throws Exception {
    var settings = WatchSettings.DEFAULT.withExcluded(List.of("target", "**/Generated*.java"));
    try (var watched = WatchFixture.open(dir, settings)) {
      watched.write(".git/E3.java", "hidden");
      watched.write("target/a/E3.java", "excluded");
      watched.write("a/GeneratedThing.java", "excluded");
      watched.write("a/E3.java", "one");
      watched.assertBecomes("a/E3.java", "one");
      watched.assertSilent();
    }
  }

  @Test
  void a_root_that_is_a_link_is_followed_when_it_is_pointed_elsewhere() throws Exception {
    var one = Files.createDirectory(dir.resolve("one"));
    var two = Files.createDirectory(dir.resolve("two"));
    Files.writeString(one.resolve("E3.java"), text("one"));
    Files.writeString(two.resolve("E3.java"), text("two"));
    var link = Files.createSymbolicLink(dir.resolve("link"), one);
    try (var watched = WatchFixture.open(link)) {
      watched.write("E3.java", "edited");
      watched.assertBecomes("E3.java", "edited");
      Files.delete(link);
      Files.createSymbolicLink(link, two);
      watched.assertBecomes("E3.java", "two");
      watched.write("E3.java", "again");
      watched.assertBecomes("E3.java", "again");
    }
  }

  @Test
  void a_linked_file_changes_when_its_target_does() throws Exception {
    var target = Files.writeString(dir.resolve("target.txt"), text("one"));
    Files.createSymbolicLink(dir.resolve("E3.java"), target);
    try (var watched = open()) {
      watched.assertBecomes("E3.java", "one");
      Files.writeString(target, text("two"));
      watched.assertBecomes("E3.java", "two");
      Files.delete(target);
      watched.assertBecomes("E3.java", "gone");
      Files.writeString(target, text("three"));
      watched.assertBecomes("E3.java", "three");
    }
  }

  @Test
  void links_lead_out_of_the_root_only_if_that_is_wanted(@TempDir Path elsewhere) throws Exception {
    Files.createDirectory(elsewhere.resolve("shop"));
    var target = Files.writeString(elsewhere.resolve("shop/E3.java"), text("one"));
    Files.createSymbolicLink(dir.resolve("shop"), elsewhere.resolve("shop"));
    Files.createSymbolicLink(dir.resolve("E3.java"), target);
    try (var watched = open()) {
      assertThat(watched.watcher.poll(Duration.ZERO)).isEmpty();
    }
    try (var watched = WatchFixture.open(dir, WatchSettings.DEFAULT.withOutsideLinks(true))) {
      Files.writeString(target, text("two"));
      watched.assertBecomes(new TreeMap<>(Map.of("E3.java", "two", "shop/E3.java", "two")));
    }
  }

  @Test
  void links_in_a_circle_end() throws Exception {
    Files.createDirectory(dir.resolve("a"));
    Files.createSymbolicLink(dir.resolve("a/up"), dir);
    Files.createSymbolicLink(dir.resolve("self"), dir.resolve("self"));
    Files.writeString(dir.resolve("a/E3.java"), text("one"));
    try (var watched = open()) {
      var first = watched.watcher.poll(Duration.ZERO).orElseThrow();
      assertThat(first.changes().keySet())
          .extracting(Object::toString)
          .containsExactly("a/E3.java");
    }
  }

  /** Opens a watcher and leaves its first batch to be taken. */
  private WatchFixture open() throws Exception {
    return WatchFixture.untouched(dir);
  }
}
