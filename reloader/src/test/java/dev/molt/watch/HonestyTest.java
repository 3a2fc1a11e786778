package dev.molt.watch;

import static dev.molt.watch.WatchFixture.PATIENCE;
import static dev.molt.watch.WatchFixture.settings;
import static dev.molt.watch.WatchFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the system does not tell is found, and the watcher says what it can promise. */
@Timeout(60)
final class HonestyTest {
  @TempDir Path dir;

  private final AtomicReference<NativeEvents.Sink> given = new AtomicReference<>();

  /** A system that gives no event unless the test does. */
  private final NativeEvents.Opener mute =
      (_, _, sink) -> {
        given.set(sink);
        return () -> {};
      };

  @Test
  void what_is_edited_while_the_watch_is_set_up_is_in_the_first_batch() throws Exception {
    NativeEvents.Opener slow =
        (folder, enters, sink) -> {
          Files.writeString(dir.resolve("E3.java"), text("late"));
          return mute.open(folder, enters, sink);
        };
    try (var watcher =
        SourceWatcher.open(
            dev.molt.source.SourceRoot.of(dir), WatchSettings.DEFAULT, _ -> {}, slow)) {
      assertThat(watcher.poll(Duration.ZERO).orElseThrow().changes()).hasSize(1);
    }
  }

  @Test
  void an_overflow_makes_it_compare_everything() throws Exception {
    try (var watched = WatchFixture.open(dir, WatchSettings.DEFAULT, mute)) {
      watched.write("E3.java", "one");
      watched.write("a/E4.java", "two");
      watched.assertSilent();
      sink().lost("more events than the system keeps");
      var set = watched.next();
      assertThat(set.changes()).hasSize(2);
      assertThat(set.cause()).isEqualTo(ChangeSet.Cause.RESCAN);
      await().atMost(PATIENCE).until(() -> watched.watcher.status() instanceof WatchStatus.Live);
      assertThat(watched.statuses)
          .anySatisfy(
              status ->
                  assertThat(status).hasToString("rescanning: more events than the system keeps"));
    }
  }

  @Test
  void a_real_overflow_loses_nothing() throws Exception {
    try (var watched = WatchFixture.open(dir)) {
      var marks = new TreeMap<String, String>();
      for (int i = 0; i < 3000; i++) {
        watched.write("E" + i + ".java", "mark" + i);
        marks.put("E" + i + ".java", "mark" + i);
      }
      watched.assertBecomes(marks);
    }
  }

  @Test
  void without_events_it_polls_and_says_why_and_is_live_again_by_itself() throws Exception {
    var refusing = new AtomicBoolean(true);
    NativeEvents.Opener opener =
        (folder, enters, sink) -> {
          if (refusing.get()) throw new IOException("User limit of inotify watches reached");
          return NativeEvents.open(folder, enters, sink);
        };
    try (var watched = WatchFixture.open(dir, settings(20, 60_000), opener)) {
      assertThat(watched.watcher.status())
          .asString()
          .startsWith("polling: the system's limit of watched folders is reached")
          .endsWith("raise fs.inotify.max_user_watches with sysctl");
      watched.write("a/E3.java", "one");
      watched.assertBecomes("a/E3.java", "one");
      watched.write("a/E3.java", "two");
      watched.assertBecomes("a/E3.java", "two");

      refusing.set(false);
      await().atMost(PATIENCE).until(() -> watched.watcher.status() instanceof WatchStatus.Live);
      watched.write("a/E3.java", "three");
      watched.assertBecomes("a/E3.java", "three");
    }
  }

  @Test
  void it_polls_where_the_settings_want_it() throws Exception {
    var polling = settings(20, 60_000).withPolling(true);
    try (var watched = WatchFixture.open(dir, polling)) {
      assertThat(watched.watcher.status()).hasToString("polling: the settings want it");
      watched.write("E3.java", "one");
      watched.assertBecomes("E3.java", "one");
    }
  }

  @Test
  void events_that_end_are_asked_for_anew_and_nothing_is_lost_between() throws Exception {
    try (var watched = WatchFixture.open(dir, settings(20, 60_000), mute)) {
      watched.write("E3.java", "one");
      var before = sink();
      before.ended("the queue is broken");
      watched.assertBecomes("E3.java", "one");
      await().atMost(PATIENCE).until(() -> watched.watcher.status() instanceof WatchStatus.Live);
      assertThat(sink()).isNotSameAs(before);
    }
  }

  @Test
  void a_comparison_finds_what_no_event_told_of_and_says_so() throws Exception {
    try (var watched = WatchFixture.open(dir, settings(20, 300), mute)) {
      var file = watched.write("E3.java", "one");
      Files.setLastModifiedTime(
          file, java.nio.file.attribute.FileTime.from(java.time.Instant.EPOCH));
      watched.assertBecomes("E3.java", "one");
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  watched.watcher.status() instanceof WatchStatus.Live live && live.missed() == 1);
    }
  }

  @Test
  void a_watched_folder_that_is_moved_away_deletes_nothing_and_is_found_again() throws Exception {
    var root = Files.createDirectory(dir.resolve("root"));
    try (var watched = WatchFixture.open(root, settings(20, 60_000))) {
      watched.write("a/E3.java", "one");
      watched.assertBecomes("a/E3.java", "one");
      Files.move(root, dir.resolve("away"));
      await().atMost(PATIENCE).until(() -> watched.watcher.status() instanceof WatchStatus.Polling);
      assertThat(watched.watcher.status()).asString().contains("the watched folder is gone");
      watched.assertSilent();
      Files.writeString(dir.resolve("away/a/E3.java"), text("two"));
      Files.move(dir.resolve("away"), root);
      watched.assertBecomes("a/E3.java", "two");
      await().atMost(PATIENCE).until(() -> watched.watcher.status() instanceof WatchStatus.Live);
      watched.write("a/E3.java", "three");
      watched.assertBecomes("a/E3.java", "three");
    }
  }

  @Test
  void a_watched_folder_that_is_deleted_and_made_anew_is_watched_again() throws Exception {
    var root = Files.createDirectory(dir.resolve("root"));
    try (var watched = WatchFixture.open(root, settings(20, 60_000))) {
      watched.write("E3.java", "one");
      watched.assertBecomes("E3.java", "one");
      Files.delete(root.resolve("E3.java"));
      Files.delete(root);
      Files.createDirectory(root);
      watched.write("E4.java", "two");
      watched.assertBecomes(new TreeMap<>(java.util.Map.of("E3.java", "gone", "E4.java", "two")));
      watched.write("E4.java", "three");
      watched.assertBecomes("E4.java", "three");
    }
  }

  @Test
  void a_closed_watcher_is_dead_and_tells_nothing_more() throws Exception {
    var watched = WatchFixture.open(dir);
    watched.close();
    assertThat(watched.watcher.status()).hasToString("dead: closed");
    assertThat(watched.watcher.poll(PATIENCE)).isEmpty();
    assertThat(watched.watcher.pollUntilQuiet(PATIENCE)).isEmpty();
  }

  private NativeEvents.Sink sink() {
    return Objects.requireNonNull(given.get());
  }
}
