package dev.molt.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FramerTest {
  @Test
  void raw_gives_what_is_there() {
    var framer = new Framer(Packet.RAW, 100);
    assertThat(framer.next(0)).isNull();

    add(framer, "abc");
    add(framer, "de");

    assertThat(next(framer, 0)).isEqualTo("abcde");
    assertThat(framer.next(0)).isNull();
  }

  @Test
  void raw_gives_a_length_only_when_it_is_there_wholly() {
    var framer = new Framer(Packet.RAW, 100);
    add(framer, "abc");

    assertThat(framer.next(4)).isNull();
    add(framer, "de");
    assertThat(next(framer, 4)).isEqualTo("abcd");
    assertThat(next(framer, 0)).isEqualTo("e");
  }

  @Test
  void line_gives_whole_lines_with_their_newline_whatever_length_is_asked_for() {
    var framer = new Framer(Packet.LINE, 100);
    add(framer, "one\ntwo");

    assertThat(next(framer, 7)).isEqualTo("one\n");
    assertThat(framer.next(1)).isNull();
    add(framer, "\n\n");
    assertThat(next(framer, 0)).isEqualTo("two\n");
    assertThat(next(framer, 0)).isEqualTo("\n");
    assertThat(framer.next(0)).isNull();
  }

  @Test
  void a_line_longer_than_the_buffer_comes_in_parts() {
    var framer = new Framer(Packet.LINE, 4);
    add(framer, "abcdefg\nh\n");

    assertThat(next(framer, 0)).isEqualTo("abcd");
    assertThat(next(framer, 0)).isEqualTo("efg\n");
    assertThat(next(framer, 0)).isEqualTo("h\n");
  }

  @Test
  void no_byte_is_lost_or_moved_however_the_stream_is_cut() {
    var random = new Random(7);
    var text = new StringBuilder();
    var out = new StringBuilder();
    var framer = new Framer(Packet.RAW, 100);
    for (var i = 0; i < 5_000; i++) {
      var more = Integer.toString(random.nextInt(1_000_000)).repeat(1 + random.nextInt(20));
      text.append(more);
      add(framer, more);
      while (random.nextInt(3) > 0) {
        var length = random.nextInt(50);
        var packet = framer.next(length);
        if (packet == null) break;
        if (length > 0) assertThat(packet).hasSize(length);
        out.append(new String(packet, StandardCharsets.UTF_8));
      }
    }
    var rest = framer.next(0);
    if (rest != null) out.append(new String(rest, StandardCharsets.UTF_8));

    assertThat(out.toString()).isEqualTo(text.toString());
  }

  @Test
  void lines_come_out_as_they_went_in_however_the_stream_is_cut() {
    var random = new Random(11);
    List<String> lines = new ArrayList<>();
    List<String> out = new ArrayList<>();
    var framer = new Framer(Packet.LINE, 10_000);
    var stream = new StringBuilder();
    for (var i = 0; i < 2_000; i++) {
      var line = "x".repeat(random.nextInt(40)) + "\n";
      lines.add(line);
      stream.append(line);
    }
    for (var from = 0; from < stream.length(); ) {
      var to = Math.min(stream.length(), from + 1 + random.nextInt(70));
      add(framer, stream.substring(from, to));
      from = to;
      for (var line = framer.next(0); line != null; line = framer.next(0)) {
        out.add(new String(line, StandardCharsets.UTF_8));
      }
    }

    assertThat(out).isEqualTo(lines);
  }

  private static void add(Framer framer, String text) {
    framer.add(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String next(Framer framer, int length) {
    var packet = framer.next(length);
    assertThat(packet).isNotNull();
    return new String(packet, StandardCharsets.UTF_8);
  }
}
