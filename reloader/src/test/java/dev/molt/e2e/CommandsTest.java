package dev.molt.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command against a running daemon, by what it prints and how it ends. */
final class CommandsTest {
  @TempDir static Path place;
  static Launched molt;

  @BeforeAll
  static void start() throws IOException {
    molt = Launched.run(place, Launched.samples(place));
  }

  @AfterAll
  static void stop() {
    molt.close();
  }

  private static JsonArray rows(String... command) throws IOException {
    return JsonParser.parseString(molt.ok(command)).getAsJsonArray();
  }

  private static JsonObject row(JsonArray rows, String key, String value) {
    for (var row : rows) {
      var cell = row.getAsJsonObject().get(key);
      if (!cell.isJsonNull() && cell.getAsString().equals(value)) return row.getAsJsonObject();
    }
    throw new AssertionError("no " + key + " " + value + " in " + rows);
  }

  @Test
  void ps_lists_processes_with_null_where_there_is_none() throws IOException {
    var e3 = row(rows("ps", "--json"), "name", "e3");
    assertThat(e3.keySet())
        .containsExactly("pid", "name", "module", "version", "state", "mailbox", "frame");
    assertThat(e3.get("module").getAsString()).isEqualTo("E3");
    assertThat(e3.get("mailbox").getAsInt()).isZero();
    assertThat(e3.get("frame").getAsString()).startsWith("E3.loop(E3.java:");
    var counter = row(rows("ps", "--json"), "name", "counter");
    assertThat(counter.get("frame").isJsonNull()).isTrue();
    assertThat(molt.ok("ps")).contains("PID", "e3", "counter");
  }

  @Test
  void modules_lists_versions_and_sources() throws IOException {
    var counter = row(rows("modules", "--json"), "module", "Counter");
    assertThat(counter.keySet()).containsExactly("module", "current", "old", "source");
    assertThat(counter.get("current").getAsInt()).isEqualTo(1);
    assertThat(counter.get("old").isJsonNull()).isTrue();
    assertThat(counter.get("source").getAsString()).endsWith("Counter.java");
  }

  @Test
  void check_says_who_would_be_killed_now_and_who_after() throws IOException {
    var check = JsonParser.parseString(molt.ok("check", "E3", "--json")).getAsJsonObject();
    assertThat(check.keySet()).containsExactly("module", "old", "killedNow", "onOldCodeAfter");
    assertThat(check.getAsJsonArray("killedNow")).isEmpty();
    assertThat(row(check.getAsJsonArray("onOldCodeAfter"), "name", "e3")).isNotNull();
  }

  @Test
  void load_purge_soft_purge_and_delete_answer_as_the_code_server_does() throws IOException {
    assertThat(molt.ok("load", "Busy")).containsPattern("loaded Busy@\\d+");
    var refused = molt.cli("load", "Busy");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("not_purged");
    assertThat(molt.ok("soft-purge", "Busy")).isNotEmpty();
    assertThat(molt.ok("delete", "Busy")).isNotEmpty();
    assertThat(molt.cli("delete", "Busy").exit()).isEqualTo(1);
    assertThat(molt.ok("purge", "Busy")).isNotEmpty();
    assertThat(molt.ok("load", "Busy")).containsPattern("loaded Busy@\\d+");
  }

  @Test
  void call_prints_the_result_and_undef_names_what_comes_near() throws IOException {
    assertThat(molt.ok("call", "Counter", "value")).isEqualTo("0");
    var function = molt.cli("call", "Counter", "valu");
    assertThat(function.exit()).isEqualTo(1);
    assertThat(function.err()).contains("undef", "Counter.value/0");
    var module = molt.cli("call", "Countr", "value");
    assertThat(module.exit()).isEqualTo(1);
    assertThat(module.err()).contains("Countr", "Counter");
  }

  @Test
  void send_reaches_a_registered_process_and_an_unknown_name_is_refused() throws IOException {
    var lines = molt.console.count();
    molt.ok("send", "e3", "hello");
    molt.console.await(lines, "bb", "bb"::equals, Launched.LIMIT);
    var unknown = molt.cli("send", "e33", "hello");
    assertThat(unknown.exit()).isEqualTo(1);
    assertThat(unknown.err()).contains("e33", "e3");
  }

  @Test
  void status_says_what_is_watched() throws IOException {
    assertThat(molt.ok("status"))
        .contains(molt.directory.toRealPath().toString(), String.valueOf(molt.pid()), "live");
  }

  @Test
  void a_second_run_on_the_same_directory_says_who_is_running() throws IOException {
    var second = Launched.molt(molt.runtimeDirectory(), "run", molt.directory.toString());
    assertThat(second.exit()).isEqualTo(1);
    assertThat(second.err()).contains(String.valueOf(molt.pid()));
  }

  @Test
  void usage_and_environment_faults_end_with_two() throws IOException {
    assertThat(Launched.molt(molt.runtimeDirectory(), "nonsense").exit()).isEqualTo(2);
    assertThat(Launched.molt(molt.runtimeDirectory(), "run", place + "/nowhere").exit())
        .isEqualTo(2);
    assertThat(Launched.molt(molt.runtimeDirectory(), "check", "--help").exit()).isZero();
  }
}
