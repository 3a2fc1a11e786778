package dev.molt.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.source.SourceContent;
import dev.molt.source.SourceDigest;
import dev.molt.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChangeSetTest {
  private static final Instant T = Instant.parse("2025-01-01T00:00:00Z");

  private final SourceChange created = new SourceChange.Created(content("one"), T);
  private final SourceChange modified =
      new SourceChange.Modified(digest("one"), content("two"), T.plusMillis(1));
  private final SourceChange deleted =
      new SourceChange.Deleted(new SourceFile("E3.java"), digest("one"), T.plusMillis(2));

  @Test
  void created_and_modified_is_created_with_what_is_there_now() {
    assertThat(created.then(modified))
        .contains(new SourceChange.Created(content("two"), T.plusMillis(1)));
  }

  @Test
  void created_and_deleted_again_is_nothing() {
    assertThat(created.then(deleted)).isEmpty();
  }

  @Test
  void deleted_and_written_again_is_modified_or_nothing_if_it_is_the_same() {
    assertThat(deleted.then(new SourceChange.Created(content("two"), T)))
        .contains(new SourceChange.Modified(digest("one"), content("two"), T));
    assertThat(deleted.then(new SourceChange.Created(content("one"), T))).isEmpty();
  }

  @Test
  void modified_and_back_again_is_nothing() {
    assertThat(modified.then(new SourceChange.Modified(digest("two"), content("one"), T)))
        .isEmpty();
  }

  @Test
  void modified_and_deleted_is_deleted_with_what_was_told_last() {
    var gone = new SourceChange.Deleted(new SourceFile("E3.java"), digest("two"), T);
    assertThat(modified.then(gone))
        .contains(new SourceChange.Deleted(new SourceFile("E3.java"), digest("one"), T));
  }

  @Test
  void batches_are_joined_file_by_file() {
    var first = ChangeSet.of(List.of(created), T.plusMillis(5));
    var other = new SourceChange.Created(SourceContent.of("E4.java", "four", T), T.plusMillis(7));
    var second = ChangeSet.of(List.of(modified, other), T.plusMillis(9));
    var both = first.then(second).orElseThrow();
    assertThat(both.contents()).containsExactly(content("two"), other.now());
    assertThat(both.cause()).isEqualTo(ChangeSet.Cause.BURST);
    assertThat(both.firstObserved()).isEqualTo(T.plusMillis(1));
    assertThat(both.lastObserved()).isEqualTo(T.plusMillis(7));
    assertThat(both.settled()).hasMillis(2);
    assertThat(first.then(ChangeSet.of(List.of(deleted), T))).isEmpty();
  }

  private static SourceContent content(String text) {
    return SourceContent.of("E3.java", text, T);
  }

  private static SourceDigest digest(String text) {
    return SourceDigest.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
