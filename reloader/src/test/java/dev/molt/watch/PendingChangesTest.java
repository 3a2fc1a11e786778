package dev.molt.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.source.SourceContent;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PendingChangesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n  \n",
        "package shop;\n",
        "package shop;\n\nimport java.util.List;\n",
        "/** A cart. */\n// and",
        "package shop;\n\npublic final class Cart {\n  int size() {\n    return si"
      })
  void the_beginning_of_a_source_looks_unfinished(String text) {
    assertThat(PendingChanges.looksUnfinished(SourceContent.of("Cart.java", text, Instant.EPOCH)))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class Cart {}",
        "package shop;\n\nrecord Cart(int size) {}\n\n",
        "enum Cart { A }\n// the end",
        "interface Cart {} /* the end */ "
      })
  void a_whole_source_does_not(String text) {
    assertThat(PendingChanges.looksUnfinished(SourceContent.of("Cart.java", text, Instant.EPOCH)))
        .isFalse();
  }
}
