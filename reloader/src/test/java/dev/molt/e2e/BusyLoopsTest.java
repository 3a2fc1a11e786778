package dev.molt.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that never come to rest: named, killed, and no hindrance to others while they spin. */
final class BusyLoopsTest {
  private static final List<String> KINDS =
      List.of(
          "whileTrue",
          "swallowsThrowable",
          "inLambda",
          "inNestedClass",
          "inConstructor",
          "inRecord",
          "forEach",
          "comparator",
          "recursion",
          "onlyCatch");

  @TempDir Path place;
  private Launched molt;

  @BeforeEach
  void start() throws IOException {
    molt = Launched.run(place, Launched.samples(place));
  }

  @AfterEach
  void stop() {
    molt.close();
  }

  /** Saves Busy with another function, so that its code is another. */
  private JsonObject save(int round) throws IOException {
    var mark = molt.mark();
    var text = Files.readString(molt.source("Busy"));
    var end = text.lastIndexOf('}');
    molt.save(
        "Busy",
        text.substring(0, end)
            + "  public static int round"
            + round
            + "() {\n    return 1;\n  }\n}\n");
    return molt.event(mark, "reload").getAsJsonArray("modules").get(0).getAsJsonObject();
  }

  private static List<String> names(JsonElement processes) {
    return StreamSupport.stream(processes.getAsJsonArray().spliterator(), false)
        .map(process -> process.getAsJsonObject().get("name").getAsString())
        .sorted()
        .toList();
  }

  @Test
  void every_kind_of_busy_loop_is_named_by_one_save_and_killed_by_the_next() throws IOException {
    for (var kind : KINDS) molt.ok("call", "Busy", "start", kind);
    var expected = KINDS.stream().map(kind -> "busy_" + kind).sorted().toList();
    var first = save(1);
    assertThat(names(first.get("onOldCode"))).isEqualTo(expected);
    assertThat(first.getAsJsonArray("killed")).isEmpty();

    var second = save(2);
    assertThat(names(second.get("killed"))).isEqualTo(expected);
    assertThat(second.getAsJsonArray("onOldCode")).isEmpty();
    assertThat(molt.ok("ps", "--json")).doesNotContain("busy_");
  }

  @Test
  void while_four_of_them_spin_other_servers_go_on_answering() throws IOException {
    for (var kind : KINDS.subList(0, 4)) molt.ok("call", "Busy", "start", kind);
    assertThat(molt.ok("call", "Counter", "next")).isEqualTo("1");
    assertThat(molt.ok("call", "Counter", "next")).isEqualTo("2");
    assertThat(molt.ok("ps")).contains("busy_whileTrue", "busy_inNestedClass");
  }
}
