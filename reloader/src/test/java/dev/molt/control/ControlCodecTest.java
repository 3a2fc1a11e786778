package dev.molt.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ControlCodecTest {
  private static final UseRow USE =
      new UseRow(
          "<0.88.0>", "e3", "E3@7", "E3.loop(E3.java:12)", "a message", Instant.EPOCH, "old-code");
  private static final ThreadRow THREAD = new ThreadRow("Timer-0", List.of("E3.tick(E3.java:9)"));

  static List<ControlRequest> requests() {
    return List.of(
        new ControlRequest.Ps(),
        new ControlRequest.Modules(),
        new ControlRequest.Check("E3"),
        new ControlRequest.Load("E3"),
        new ControlRequest.Purge("E3"),
        new ControlRequest.SoftPurge("E3"),
        new ControlRequest.Delete("a.b.E3"),
        new ControlRequest.Call("E3", "f", List.of("1", "\"zwei\"", "ü\n\"\\"), 5000),
        new ControlRequest.Send("e3", "code_switch"),
        new ControlRequest.Status(),
        new ControlRequest.Stop());
  }

  static List<ControlReply> replies() {
    return List.of(
        new ControlReply.Processes(
            List.of(
                new ProcessRow("<0.1.0>", null, null, null, "running", 0, null),
                new ProcessRow("<0.2.0>", "e3", "E3", 7, "waiting", 2, "E3.loop(E3.java:12)"))),
        new ControlReply.Modules(
            List.of(new ModuleRow("E3", 7, 6, "E3.java"), new ModuleRow("X", null, 1, null))),
        new ControlReply.Checked("E3", 6, List.of(USE), List.of(), List.of(THREAD)),
        new ControlReply.Done("E3@7 loaded"),
        new ControlReply.Purged("E3", null, List.of(USE)),
        new ControlReply.Value("42"),
        new ControlReply.State("/dir", 4711, Instant.EPOCH, "live", 3, 9, 17, List.of("note")),
        new ControlReply.Refused(
            "undef", "no E3.lop/0", List.of("E3.loop/0"), List.of(USE), List.of(THREAD), List.of()),
        new ControlReply.Failed("no idea"));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void a_request_reads_as_it_was_written(ControlRequest request) {
    var line = ControlCodec.line(request);

    assertThat(line).doesNotContain("\n");
    assertThat(ControlCodec.request(line)).isEqualTo(new ControlCodec.Decoded.Frame<>(request));
  }

  @ParameterizedTest
  @MethodSource("replies")
  void a_reply_reads_as_it_was_written(ControlReply reply) {
    var line = ControlCodec.line(reply);

    assertThat(line).doesNotContain("\n");
    assertThat(ControlCodec.reply(line)).isEqualTo(new ControlCodec.Decoded.Frame<>(reply));
  }

  @Test
  void every_case_of_the_protocol_has_an_example_here() {
    assertThat(classes(requests()))
        .containsExactlyInAnyOrder(ControlRequest.class.getPermittedSubclasses());
    assertThat(classes(replies()))
        .containsExactlyInAnyOrder(ControlReply.class.getPermittedSubclasses());
  }

  private static Set<Class<?>> classes(List<?> values) {
    return values.stream().map(Object::getClass).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "42",
        "[]",
        "[[[[[[[[",
        "{",
        "{}",
        "hello",
        "GET / HTTP/1.1",
        "{\"molt\":1}",
        "{\"molt\":1,\"request\":\"fly\"}",
        "{\"molt\":1,\"request\":null}",
        "{\"molt\":1,\"request\":[\"ps\"]}",
        "{\"molt\":1,\"request\":\"check\"}",
        "{\"molt\":1,\"request\":\"check\",\"module\":null}",
        "{\"molt\":1,\"request\":\"check\",\"module\":{}}",
        "{\"molt\":1,\"request\":\"call\",\"module\":\"E3\",\"function\":\"f\",\"timeoutMillis\":5}",
        "{\"molt\":1,\"request\":\"call\",\"module\":\"E3\",\"function\":\"f\",\"arguments\":[null],\"timeoutMillis\":5}",
        "{\"molt\":1,\"request\":\"call\",\"module\":\"E3\",\"function\":\"f\",\"arguments\":[],\"timeoutMillis\":0}",
        "{\"molt\":1,\"request\":\"call\",\"module\":\"E3\",\"function\":\"f\",\"arguments\":[],\"timeoutMillis\":1e999}",
        "{\"molt\":1,\"request\":\"ps\"} trailing",
        "{'molt':1,'request':'ps'}",
      })
  void what_is_no_request_is_garbage(String line) {
    assertThat(ControlCodec.request(line)).isInstanceOf(ControlCodec.Decoded.Garbage.class);
  }

  @Test
  void deep_nesting_is_garbage() {
    var line = "{\"molt\":".repeat(10_000);

    assertThat(ControlCodec.request(line)).isInstanceOf(ControlCodec.Decoded.Garbage.class);
  }

  @Test
  void broken_requests_never_throw() {
    var random = new Random(7);
    var lines = requests().stream().map(ControlCodec::line).toList();
    for (var i = 0; i < 100_000; i++) {
      var line = new StringBuilder(lines.get(random.nextInt(lines.size())));
      for (var n = random.nextInt(1, 5); n > 0; n--) {
        var at = random.nextInt(line.length());
        if (random.nextBoolean()) line.setCharAt(at, (char) random.nextInt(128));
        else line.delete(at, Math.min(line.length(), at + random.nextInt(1, 4)));
        if (line.isEmpty()) line.append('{');
      }
      if (ControlCodec.request(line.toString()) == null) throw new AssertionError(line);
    }
  }

  @Test
  void another_protocol_is_named() {
    assertThat(ControlCodec.request("{\"molt\":2,\"request\":\"ps\"}"))
        .isEqualTo(new ControlCodec.Decoded.Garbage<>("it is protocol 2, this is 1"));
  }

  @Test
  void garbage_is_shown_short_and_without_control_characters() {
    assertThat(ControlCodec.request("\u001b[31m" + "x".repeat(1000)))
        .isInstanceOfSatisfying(
            ControlCodec.Decoded.Garbage.class,
            garbage -> assertThat(garbage.why()).hasSizeLessThan(100).doesNotContain("\u001b"));
  }

  @Test
  void rows_have_the_keys_that_scripts_rely_on_and_null_where_there_is_none() {
    assertThat(
            Json.of(
                Stream.of(new ProcessRow("<0.1.0>", null, null, null, "running", 0, null))
                    .toList()))
        .isEqualTo(
            "[{\"pid\":\"<0.1.0>\",\"name\":null,\"module\":null,\"version\":null,"
                + "\"state\":\"running\",\"mailbox\":0,\"frame\":null}]");
    assertThat(Json.of(new ModuleRow("X", null, 1, null)))
        .isEqualTo("{\"module\":\"X\",\"current\":null,\"old\":1,\"source\":null}");
  }
}
