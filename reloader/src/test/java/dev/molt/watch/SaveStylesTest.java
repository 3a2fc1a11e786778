package dev.molt.watch;

import static dev.molt.watch.WatchFixture.text;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which editors and tools save a file is one change, seen once. */
@Timeout(60)
final class SaveStylesTest {
  @TempDir Path dir;
  private WatchFixture watched;
  private Path e3;

  @BeforeEach
  void watch() throws Exception {
    e3 = Files.writeString(dir.resolve("E3.java"), text("one"));
    watched = WatchFixture.open(dir);
  }

  @AfterEach
  void close() {
    watched.close();
  }

  @Test
  void a_file_saved_in_place_is_told_once_with_the_time_of_its_write() throws Exception {
    var before = Instant.now().minusMillis(20); // file systems stamp with a coarse clock
    watched.write("E3.java", "two");
    var written = Instant.now();
    var set = watched.next();
    assertThat(set.cause()).isEqualTo(ChangeSet.Cause.SAVE);
    var content = set.contents().getFirst();
    assertThat(content.text()).isEqualTo(text("two"));
    assertThat(content.written()).isBetween(before, written.plusMillis(20));
    assertThat(set.firstObserved()).isBetween(before, Instant.now());
    assertThat(set.released()).isAfterOrEqualTo(set.firstObserved());
    watched.assertSilent();
  }

  @Test
  void an_atomic_save_that_renames_a_file_over_the_other_is_told() throws Exception {
    var temporary = Files.writeString(dir.resolve("E3.java___jb_tmp___"), text("two"));
    Files.setLastModifiedTime(temporary, FileTime.from(Instant.now().minusSeconds(3600)));
    var before = Instant.now().minusMillis(20);
    Files.move(temporary, e3, ATOMIC_MOVE, REPLACE_EXISTING);
    var change = watched.nextSingle();
    assertThat(change).isInstanceOf(SourceChange.Modified.class);
    var content = change.content().orElseThrow();
    assertThat(content.text()).isEqualTo(text("two"));
    assertThat(content.modified()).isBefore(before);
    assertThat(content.written()).isAfter(before);
    watched.assertSilent();
  }

  @Test
  void a_save_that_moves_the_old_file_away_and_writes_anew_is_a_modification() throws Exception {
    Files.writeString(dir.resolve("4913"), "");
    Files.delete(dir.resolve("4913"));
    Files.move(e3, dir.resolve("E3.java~"));
    watched.write("E3.java", "two");
    Files.delete(dir.resolve("E3.java~"));
    var change = watched.nextSingle();
    assertThat(change).isInstanceOf(SourceChange.Modified.class);
    assertThat(change.content().orElseThrow().text()).isEqualTo(text("two"));
    watched.assertSilent();
  }

  @Test
  void a_file_that_is_emptied_first_is_told_when_it_is_written() throws Exception {
    try (var out = Files.newOutputStream(e3, StandardOpenOption.TRUNCATE_EXISTING)) {
      assertThat(watched.watcher.poll(Duration.ofMillis(50))).isEmpty();
      out.write(text("two").getBytes(StandardCharsets.UTF_8));
    }
    var change = watched.nextSingle();
    assertThat(change.content().orElseThrow().text()).isEqualTo(text("two"));
    watched.assertSilent();
  }

  @Test
  void a_file_that_stays_empty_is_told_as_it_is_after_the_grace() throws Exception {
    Files.writeString(e3, "");
    var set = watched.next();
    assertThat(set.contents().getFirst().size()).isZero();
    assertThat(set.settled()).isGreaterThanOrEqualTo(WatchSettings.DEFAULT.grace());
  }

  @Test
  void a_file_deleted_and_written_again_is_a_modification() throws Exception {
    Files.delete(e3);
    assertThat(watched.watcher.poll(Duration.ofMillis(30))).isEmpty();
    watched.write("E3.java", "two");
    assertThat(watched.nextSingle()).isInstanceOf(SourceChange.Modified.class);
    watched.assertSilent();
  }

  @Test
  void a_stream_editor_saves_like_the_rest() throws Exception {
    var sed = new ProcessBuilder("sed", "-i", "s/one/two/", e3.toString()).start();
    assertThat(sed.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(watched.nextSingle().content().orElseThrow().text()).isEqualTo(text("two"));
    watched.assertSilent();
  }

  @Test
  void a_touched_file_and_one_written_with_the_same_content_are_no_change() throws Exception {
    Files.setLastModifiedTime(e3, FileTime.from(Instant.now().plusSeconds(5)));
    watched.write("E3.java", "one");
    Files.delete(e3);
    watched.write("E3.java", "one");
    watched.assertSilent();
  }

  @Test
  void an_older_file_copied_over_with_its_time_is_a_change() throws Exception {
    var older = Files.writeString(dir.resolve("older"), text("two"));
    Files.setLastModifiedTime(older, FileTime.from(Instant.now().minusSeconds(86_400)));
    Files.copy(older, e3, REPLACE_EXISTING, COPY_ATTRIBUTES);
    assertThat(watched.nextSingle().content().orElseThrow().text()).isEqualTo(text("two"));
  }

  @Test
  void each_of_two_edits_within_a_moment_counts() throws Exception {
    watched.write("E3.java", "two");
    watched.write("E3.java", "six");
    watched.assertBecomes("E3.java", "six");
    watched.assertSilent();
  }

  @Test
  void temporary_files_of_editors_are_not_seen() throws Exception {
    for (var name : new String[] {"4913", ".E3.java.swp", "E3.java~", "#E3.java#", "sedAbCd12"})
      Files.writeString(dir.resolve(name), text("temporary"));
    Files.createSymbolicLink(dir.resolve(".#E3.java"), Path.of("me@here.1234:1"));
    watched.assertSilent();
  }

  @Test
  void a_deleted_file_is_told_after_the_grace() throws Exception {
    Files.delete(e3);
    var set = watched.next();
    assertThat(set.deleted()).containsExactly(WatchFixture.file("E3.java"));
    assertThat(set.settled()).isGreaterThanOrEqualTo(WatchSettings.DEFAULT.grace());
  }

  @Test
  void a_renamed_file_is_gone_here_and_new_there_in_one_batch() throws Exception {
    Files.move(e3, dir.resolve("E4.java"));
    var set = watched.next();
    assertThat(set.deleted()).containsExactly(WatchFixture.file("E3.java"));
    assertThat(set.contents()).extracting(Object::toString).first().asString().startsWith("E4");
    assertThat(set.cause()).isEqualTo(ChangeSet.Cause.BURST);
  }

  @Test
  void a_name_that_changes_only_in_case_is_another_file() throws Exception {
    Files.move(e3, dir.resolve("e3.java"));
    var set = watched.next();
    assertThat(set.changes().keySet()).extracting(Object::toString).contains("e3.java");
  }

  @Test
  void a_failed_compile_can_wait_until_the_file_is_quiet() throws Exception {
    watched.write("E3.java", "two");
    watched.next();
    watched.write("E3.java", "six");
    var more = watched.watcher.pollUntilQuiet(Duration.ofMillis(200)).orElseThrow();
    assertThat(more.contents().getFirst().text()).isEqualTo(text("six"));
    assertThat(watched.watcher.pollUntilQuiet(Duration.ofMillis(100))).isEmpty();
  }
}
