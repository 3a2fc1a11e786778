package dev.molt.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.source.SourceContent;
import dev.molt.source.SourceFile;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class SnapshotTest {
  private static final Instant WRITTEN = Instant.parse("2025-01-01T00:00:00Z");
  private static final SourceFile E3 = new SourceFile("E3.java");

  private final Snapshot snapshot = new Snapshot();

  @Test
  void a_file_is_created_then_modified_then_deleted() {
    assertThat(read("one", WRITTEN)).isInstanceOf(SourceChange.Created.class);
    assertThat(read("two", WRITTEN)).isInstanceOf(SourceChange.Modified.class);
    assertThat(snapshot.gone(E3, WRITTEN)).get().isInstanceOf(SourceChange.Deleted.class);
    assertThat(snapshot.gone(E3, WRITTEN)).isEmpty();
  }

  @Test
  void a_touched_file_of_equal_content_is_no_change() {
    read("one", WRITTEN);
    var later = stat(WRITTEN.plusSeconds(60));
    assertThat(snapshot.mayDiffer(E3, later)).isTrue();
    assertThat(snapshot.read(content("one"), later, WRITTEN, WRITTEN.plusSeconds(61))).isEmpty();
  }

  @Test
  void a_time_that_goes_backwards_is_a_reason_to_look() {
    read("one", WRITTEN);
    assertThat(snapshot.mayDiffer(E3, stat(WRITTEN))).isFalse();
    assertThat(snapshot.mayDiffer(E3, stat(WRITTEN.minusSeconds(3600)))).isTrue();
  }

  @Test
  void a_file_that_was_read_right_after_it_was_written_is_looked_at_again() {
    snapshot.read(content("one"), stat(WRITTEN), WRITTEN, WRITTEN.plusMillis(3));
    assertThat(snapshot.mayDiffer(E3, stat(WRITTEN))).isTrue();
    assertThat(snapshot.read(content("two"), stat(WRITTEN), WRITTEN, WRITTEN.plusSeconds(5)))
        .get()
        .isInstanceOf(SourceChange.Modified.class);
    assertThat(snapshot.mayDiffer(E3, stat(WRITTEN))).isFalse();
  }

  private SourceChange read(String text, Instant modified) {
    return snapshot
        .read(content(text), stat(modified), modified, modified.plusSeconds(60))
        .orElseThrow();
  }

  private static FileStat stat(Instant modified) {
    return new FileStat(3, modified, null);
  }

  private static SourceContent content(String text) {
    return SourceContent.of("E3.java", text, WRITTEN);
  }
}
