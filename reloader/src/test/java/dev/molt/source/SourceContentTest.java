package dev.molt.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class SourceContentTest {
  @Test
  void contents_are_equal_when_file_and_bytes_are_whenever_they_were_read() {
    var now = Instant.now();
    var one = SourceContent.of("E3.java", "class E3 {}", now);
    assertThat(one).isEqualTo(SourceContent.of("E3.java", "class E3 {}", now.plusSeconds(9)));
    assertThat(one).isNotEqualTo(SourceContent.of("E3.java", "class E3 { }", now));
    assertThat(one).isNotEqualTo(SourceContent.of("E4.java", "class E3 {}", now));
  }

  @Test
  void what_was_read_cannot_be_altered_afterwards() {
    var bytes = "class E3 {}".getBytes(StandardCharsets.UTF_8);
    var content = SourceContent.of(new SourceFile("E3.java"), bytes, Instant.EPOCH, Instant.EPOCH);
    bytes[0] = 'X';
    content.bytes()[0] = 'X';
    assertThat(content.text()).isEqualTo("class E3 {}");
    assertThat(content.digest())
        .isEqualTo(SourceDigest.of("class E3 {}".getBytes(StandardCharsets.UTF_8)));
  }
}
