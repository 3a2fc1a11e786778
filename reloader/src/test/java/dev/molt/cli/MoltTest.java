package dev.molt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.config.EventsTarget;
import dev.molt.config.MoltConfig;
import dev.molt.config.StartPolicy;
import dev.molt.control.ControlHandler;
import dev.molt.control.ControlPlaces;
import dev.molt.control.ControlReply;
import dev.molt.control.ControlRequest;
import dev.molt.control.ControlServer;
import dev.molt.control.ModuleRow;
import dev.molt.control.OpenResult;
import dev.molt.control.ProcessRow;
import dev.molt.control.UseRow;
import dev.molt.daemon.RunOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MoltTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final UseRow USE =
      new UseRow(
          "<0.88.0>",
          "e3",
          "E3@6",
          "E3.loop(E3.java:12)",
          "a message",
          NOW.minusSeconds(180),
          "old-code");

  @TempDir Path temp;
  private Path here;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<RunOptions> runs = new ArrayList<>();
  private final List<ControlRequest> requests = new CopyOnWriteArrayList<>();
  private final List<ControlServer> servers = new ArrayList<>();

  @BeforeEach
  void directory() throws IOException {
    here = Files.createDirectory(temp.resolve("here")).toRealPath();
  }

  @AfterEach
  void close() {
    servers.forEach(ControlServer::close);
  }

  private int molt(String... args) {
    var surroundings =
        new Surroundings(
            here,
            null,
            places(),
            (options, _, _) -> {
              runs.add(options);
              return 0;
            },
            InstantSource.fixed(NOW),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return Molt.execute(surroundings, args);
  }

  private ControlPlaces places() {
    return new ControlPlaces(List.of(temp.resolve("molt")));
  }

  private void serve(Path directory, ControlHandler handler) {
    var result =
        ControlServer.open(
            places(),
            directory,
            request -> {
              requests.add(request);
              return handler.handle(request);
            });
    servers.add(((OpenResult.Opened) result).server());
  }

  /** Serves the current directory with one answer to everything. */
  private void answer(ControlReply reply) {
    serve(here, _ -> reply);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private RunOptions onlyRun() {
    assertThat(runs).hasSize(1);
    return runs.getFirst();
  }

  @Test
  void run_takes_a_directory_and_uses_the_defaults() {
    assertThat(molt("run", ".")).isZero();

    assertThat(onlyRun().directory()).isEqualTo(here);
    assertThat(onlyRun().config()).isEqualTo(MoltConfig.DEFAULT);
    assertThat(onlyRun().configFile()).isEmpty();
  }

  @Test
  void what_the_command_line_says_counts_before_the_settings_file() throws Exception {
    Files.writeString(
        here.resolve("molt.conf"), "start = none\nevents = a.jsonl\npurge.deadline = 1 s");

    assertThat(molt("run", here.toString(), "--events", "-", "--start", "E3", "a.Counter"))
        .isZero();

    var config = onlyRun().config();
    assertThat(config.events()).isEqualTo(new EventsTarget.StandardOutput());
    assertThat(config.start()).isEqualTo(new StartPolicy.These(List.of("E3", "a.Counter")));
    assertThat(config.purge().deadline()).hasSeconds(1);
    assertThat(onlyRun().configFile()).contains(here.resolve("molt.conf"));
  }

  @Test
  void a_relative_events_file_is_relative_to_the_current_directory() {
    assertThat(molt("run", ".", "--events", "log.jsonl")).isZero();

    assertThat(onlyRun().config().events())
        .isEqualTo(new EventsTarget.ToFile(here.resolve("log.jsonl")));
  }

  @Test
  void a_directory_that_is_none_is_an_error_of_usage() throws Exception {
    Files.writeString(here.resolve("file"), "");

    assertThat(molt("run", "nowhere")).isEqualTo(2);
    assertThat(molt("run", "file")).isEqualTo(2);
    assertThat(err()).contains("nowhere is not a directory", "file is not a directory");
    assertThat(runs).isEmpty();
  }

  @Test
  void a_settings_file_with_mistakes_is_an_error_of_usage_that_names_each() throws Exception {
    Files.writeString(here.resolve("my.conf"), "strat = auto\npurge.deadline = 5");

    assertThat(molt("run", ".", "--config", "my.conf")).isEqualTo(2);
    assertThat(err())
        .contains("my.conf:1: there is no 'strat'; did you mean 'start'?", "my.conf:2: ");
    assertThat(runs).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "ps",
        "modules",
        "check",
        "load",
        "purge",
        "soft-purge",
        "delete",
        "call",
        "send",
        "status",
        "stop"
      })
  void every_command_helps_with_examples(String command) {
    assertThat(molt(command, "--help")).isZero();
    assertThat(out()).contains("Usage: molt " + command, "Examples:", "  molt " + command);
  }

  @Test
  void the_version_says_what_it_runs_on() {
    assertThat(molt("--version")).isZero();
    assertThat(out()).startsWith("molt ").contains("JDK " + Runtime.version());
  }

  @Test
  void without_a_command_the_help_is_an_error() {
    assertThat(molt()).isEqualTo(2);
    assertThat(err()).contains("Usage: molt");
    assertThat(out()).isEmpty();
  }

  @Test
  void a_command_that_does_not_exist_is_answered_with_one_that_does() {
    assertThat(molt("modles")).isEqualTo(2);
    assertThat(err()).contains("modles", "molt modules");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check",
        "load",
        "purge",
        "soft-purge",
        "delete",
        "call",
        "call E3",
        "send e3",
        "run"
      })
  void a_command_that_lacks_something_is_an_error_of_usage(String words) {
    assertThat(molt(words.split(" "))).isEqualTo(2);
    assertThat(err()).contains("Missing required", "--help' says more");
  }

  @ParameterizedTest
  @CsvSource({
    "load, Load[module=E3]",
    "purge, Purge[module=E3]",
    "soft-purge, SoftPurge[module=E3]",
    "delete, Delete[module=E3]",
    "check, Check[module=E3]",
  })
  void a_command_asks_for_its_module(String command, String request) {
    answer(new ControlReply.Done("done"));

    assertThat(molt(command, "E3")).isZero();
    assertThat(requests).singleElement().hasToString(request);
    assertThat(out()).isEqualTo("done\n");
    assertThat(err()).isEmpty();
  }

  @Test
  void call_passes_its_words_on_as_they_are() {
    answer(new ControlReply.Value("7"));

    assertThat(molt("call", "Counter", "add", "-5", "@x", "\"a b\"", "--timeout", "2m")).isZero();
    assertThat(requests)
        .containsExactly(
            new ControlRequest.Call("Counter", "add", List.of("-5", "@x", "\"a b\""), 120_000));
    assertThat(out()).isEqualTo("7\n");
  }

  @Test
  void after_two_dashes_every_word_is_an_argument() {
    answer(new ControlReply.Value("7"));

    assertThat(molt("call", "Counter", "add", "--", "--timeout")).isZero();
    assertThat(requests)
        .containsExactly(new ControlRequest.Call("Counter", "add", List.of("--timeout"), 30_000));
  }

  @Test
  void a_time_without_a_unit_is_an_error_of_usage() {
    assertThat(molt("call", "Counter", "add", "--timeout", "5")).isEqualTo(2);
    assertThat(err()).contains("'5' is no time; write 500ms, 30s, 2m or 1h");
  }

  @Test
  void send_passes_name_and_message_on() {
    answer(new ControlReply.Done("sent"));

    assertThat(molt("send", "e3", "-1")).isZero();
    assertThat(requests).containsExactly(new ControlRequest.Send("e3", "-1"));
  }

  @Test
  void ps_prints_a_table_for_people_and_json_for_scripts() {
    answer(
        new ControlReply.Processes(
            List.of(
                new ProcessRow("<0.88.0>", "e3", "E3", 7, "waiting", 12, "E3.loop(E3.java:12)"),
                new ProcessRow("<0.1234.0>", null, null, null, "running", 0, null))));

    assertThat(molt("ps")).isZero();
    assertThat(out())
        .isEqualTo(
            """
            PID         NAME  MODULE  VERSION  STATE    MAILBOX  FRAME
            <0.88.0>    e3    E3            7  waiting       12  E3.loop(E3.java:12)
            <0.1234.0>  -     -             -  running        0  -
            """);
    out.reset();

    assertThat(molt("ps", "--json")).isZero();
    assertThat(out())
        .isEqualTo(
            """
            [{"pid":"<0.88.0>","name":"e3","module":"E3","version":7,"state":"waiting","mailbox":12,\
            "frame":"E3.loop(E3.java:12)"},{"pid":"<0.1234.0>","name":null,"module":null,\
            "version":null,"state":"running","mailbox":0,"frame":null}]
            """);
  }

  @Test
  void modules_prints_a_table_for_people_and_json_for_scripts() {
    answer(
        new ControlReply.Modules(
            List.of(new ModuleRow("E3", 12, 11, "E3.java"), new ModuleRow("X", null, 1, null))));

    assertThat(molt("modules")).isZero();
    assertThat(out())
        .isEqualTo(
            """
            MODULE  CURRENT  OLD  SOURCE
            E3           12   11  E3.java
            X             -    1  -
            """);
    out.reset();

    assertThat(molt("modules", "--json")).isZero();
    assertThat(out())
        .isEqualTo(
            """
            [{"module":"E3","current":12,"old":11,"source":"E3.java"},\
            {"module":"X","current":null,"old":1,"source":null}]
            """);
  }

  @Test
  void check_says_who_dies_now_and_who_is_next() {
    answer(new ControlReply.Checked("E3", 6, List.of(USE), List.of(), List.of()));

    assertThat(molt("check", "E3")).isZero();
    assertThat(out())
        .isEqualTo(
            """
            E3: old version E3@6
            killed by the next swap:
              PID       NAME  VERSION  FRAME                WAITS FOR             BECAUSE
              <0.88.0>  e3    E3@6     E3.loop(E3.java:12)  a message, for 3 min  old-code
            on old code after it, killed by the swap after that: nobody
            """);
    out.reset();

    assertThat(molt("check", "E3", "--json")).isZero();
    assertThat(out())
        .startsWith(
            "{\"module\":\"E3\",\"old\":6,\"killedNow\":[{\"pid\":\"<0.88.0>\",\"name\":\"e3\",")
        .endsWith("}],\"onOldCodeAfter\":[]}\n");
  }

  @Test
  void a_refusal_goes_to_the_error_output_with_what_was_meant_and_is_exit_code_1() {
    answer(
        new ControlReply.Refused(
            "undef",
            "there is no E3.lop/0",
            List.of("E3.loop/0"),
            List.of(USE),
            List.of(),
            List.of()));

    assertThat(molt("call", "E3", "lop")).isEqualTo(1);
    assertThat(out()).isEmpty();
    assertThat(err())
        .startsWith("molt: there is no E3.lop/0\ndid you mean: E3.loop/0\nin the way:\n  PID");
  }

  @Test
  void a_name_cannot_steer_the_terminal() {
    answer(
        new ControlReply.Processes(
            List.of(new ProcessRow("<0.1.0>", "\u001b[2J", null, null, "running", 0, null))));

    assertThat(molt("ps")).isZero();
    assertThat(out()).doesNotContain("\u001b").contains("?[2J");
  }

  @Test
  void no_daemon_is_exit_code_1() {
    assertThat(molt("ps")).isEqualTo(1);
    assertThat(err()).isEqualTo("molt: no molt is running; 'molt run DIR' starts one\n");
  }

  @Test
  void the_daemon_is_found_from_below_its_directory_without_a_word() throws Exception {
    answer(new ControlReply.Done("found"));
    here = Files.createDirectories(here.resolve("src/main/java"));

    assertThat(molt("load", "E3")).isZero();
    assertThat(err()).isEmpty();
  }

  @Test
  void from_elsewhere_the_only_daemon_is_taken_and_named() throws Exception {
    answer(new ControlReply.Done("found"));
    var watched = here;
    here = Files.createDirectory(temp.resolve("elsewhere"));

    assertThat(molt("load", "E3")).isZero();
    assertThat(err()).contains("the daemon of " + watched, "pid");
  }

  @Test
  void of_several_daemons_none_is_taken_without_being_named() throws Exception {
    answer(new ControlReply.Done("one"));
    var one = here;
    var two = Files.createDirectory(temp.resolve("two")).toRealPath();
    serve(two, _ -> new ControlReply.Done("two"));
    here = Files.createDirectory(temp.resolve("elsewhere"));

    assertThat(molt("load", "E3")).isEqualTo(2);
    assertThat(err()).contains("--dir", one.toString(), two.toString());

    assertThat(molt("load", "E3", "--dir", two.toString())).isZero();
    assertThat(out()).isEqualTo("two\n");
  }

  @Test
  void a_directory_that_was_named_is_not_replaced_by_another() throws Exception {
    answer(new ControlReply.Done("one"));
    var elsewhere = Files.createDirectory(temp.resolve("elsewhere"));

    assertThat(molt("load", "E3", "--dir", elsewhere.toString())).isEqualTo(1);
    assertThat(err()).contains("no molt watches " + elsewhere, here.toString());
    assertThat(molt("load", "E3", "--dir", "nowhere")).isEqualTo(2);
    assertThat(requests).isEmpty();
  }

  @Test
  void stop_waits_until_the_daemon_has_stopped() {
    serve(
        here,
        _ -> {
          Thread.ofPlatform().start(() -> servers.forEach(ControlServer::close));
          return new ControlReply.Done("stopping");
        });

    assertThat(molt("stop")).isZero();
    assertThat(out()).isEqualTo(here + " is no longer watched\n");
    assertThat(molt("status")).isEqualTo(1);
  }

  @Test
  void status_says_how_the_daemon_does() {
    answer(
        new ControlReply.State(
            here.toString(), 4711, NOW.minusSeconds(90), "live", 3, 20, 17, List.of("a note")));

    assertThat(molt("status")).isZero();
    assertThat(out()).contains(here.toString(), "4711, for 90 s", "live", "17", "a note");
  }
}
