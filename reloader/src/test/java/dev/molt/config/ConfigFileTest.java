package dev.molt.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigFileTest {
  private static final Path SHIPPED =
      Path.of(System.getProperty("molt.home"), "config", "molt.conf");

  @TempDir Path temp;
  private Path watched;

  @BeforeEach
  void directory() throws IOException {
    watched = Files.createDirectory(temp.resolve("watched"));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(temp.resolve("my.conf"), text);
  }

  private MoltConfig settings(String text) throws IOException {
    return loaded(ConfigFile.load(file(text), watched, null));
  }

  private static MoltConfig loaded(ConfigResult result) {
    assertThat(result).isInstanceOf(ConfigResult.Loaded.class);
    return ((ConfigResult.Loaded) result).config();
  }

  /** The faults of a file, without its name. */
  private List<String> faults(String text) throws IOException {
    var file = file(text);
    var result = ConfigFile.load(file, watched, null);
    assertThat(result).isInstanceOf(ConfigResult.Faulty.class);
    return ((ConfigResult.Faulty) result)
        .faults().stream().map(fault -> fault.toString().replace(file + ":", "")).toList();
  }

  @Test
  void the_file_that_is_shipped_says_what_the_defaults_are() {
    assertThat(loaded(ConfigFile.load(SHIPPED, watched, null))).isEqualTo(MoltConfig.DEFAULT);
  }

  @Test
  void the_file_that_is_shipped_has_every_key_and_no_other() {
    var written =
        ConfigFactory.parseFile(SHIPPED.toFile()).entrySet().stream()
            .map(java.util.Map.Entry::getKey);

    assertThat(written).containsExactlyInAnyOrderElementsOf(SettingsReader.keys(MoltConfig.class));
  }

  @Test
  void every_key_that_is_shipped_says_why() throws Exception {
    var lines = Files.readAllLines(SHIPPED);
    for (var i = 0; i < lines.size(); i++) {
      if (!lines.get(i).matches("\\s*[\\w-]+ = .*")) continue;
      var comment = new StringBuilder();
      for (var j = i - 1; lines.get(j).strip().startsWith("#"); j--) comment.append(lines.get(j));
      assertThat(comment.toString()).as(lines.get(i)).contains("Why");
    }
  }

  @Test
  void what_a_file_does_not_say_keeps_its_default() throws Exception {
    var settings = settings("watch.quiet-period = 80 ms");

    assertThat(settings.watch().quietPeriod()).isEqualTo(Duration.ofMillis(80));
    assertThat(settings.watch().burstHold()).isEqualTo(MoltConfig.DEFAULT.watch().burstHold());
    assertThat(settings.purge()).isEqualTo(MoltConfig.DEFAULT.purge());
  }

  @Test
  void every_kind_of_value_can_be_set() throws Exception {
    var settings =
        settings(
            """
            start = [E3, "a.b.Counter"]
            events = log/events.jsonl
            watch { polling = true, excluded = ["gen/**"] }
            compile.options = ["-Xlint:all"]
            load { init-limit = 1 minute }
            purge.foreign = kill
            """);

    assertThat(settings.start()).isEqualTo(new StartPolicy.These(List.of("E3", "a.b.Counter")));
    assertThat(settings.events())
        .isEqualTo(new EventsTarget.ToFile(temp.resolve("log/events.jsonl")));
    assertThat(settings.watch().polling()).isTrue();
    assertThat(settings.watch().excluded()).containsExactly("gen/**");
    assertThat(settings.compile().options()).containsExactly("-Xlint:all");
    assertThat(settings.load().initLimit()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.purge().foreign()).isEqualTo(MoltConfig.Foreign.KILL);
  }

  @Test
  void words_for_start_and_events_are_understood() throws Exception {
    assertThat(settings("start = auto").start()).isEqualTo(new StartPolicy.Auto());
    assertThat(settings("start = none").start()).isEqualTo(new StartPolicy.Nothing());
    assertThat(settings("events = none").events()).isEqualTo(new EventsTarget.Nowhere());
    assertThat(settings("events = \"-\"").events()).isEqualTo(new EventsTarget.StandardOutput());
  }

  @Test
  void a_key_that_does_not_exist_is_named_with_its_line_and_the_nearest_one() throws Exception {
    assertThat(
            faults(
                """
                start = auto
                watch {
                  quiet-perod = 80 ms
                }
                """))
        .containsExactly("3: there is no 'watch.quiet-perod'; did you mean 'watch.quiet-period'?");
  }

  @Test
  void a_key_in_the_wrong_group_is_found_where_it_belongs() throws Exception {
    assertThat(faults("quiet-period = 80 ms"))
        .containsExactly("1: there is no 'quiet-period'; did you mean 'watch.quiet-period'?");
    assertThat(faults("perge.foreign = kill"))
        .containsExactly("1: there is no 'perge'; did you mean 'purge'?");
  }

  @Test
  void every_mistake_is_named_at_once_in_the_order_of_the_file() throws Exception {
    assertThat(
            faults(
                """
                purge.deadline = soon
                watch.polling = perhaps
                evnets = 1
                """))
        .containsExactly(
            "1: 'purge.deadline' must be a time with its unit, as 250 ms, 5 s or 1 minute, not \"soon\"",
            "2: 'watch.polling' must be true or false, not \"perhaps\"",
            "3: there is no 'evnets'; did you mean 'events'?");
  }

  @Test
  void a_time_needs_a_unit_that_exists_and_cannot_be_negative() throws Exception {
    var wanted =
        "1: 'purge.deadline' must be a time with its unit, as 250 ms, 5 s or 1 minute, not ";
    assertThat(faults("purge.deadline = 5")).containsExactly(wanted + "5");
    assertThat(faults("purge.deadline = \"5\"")).containsExactly(wanted + "\"5\"");
    assertThat(faults("purge.deadline = 5 parsecs")).containsExactly(wanted + "\"5 parsecs\"");
    assertThat(faults("purge.deadline = [5 s]")).containsExactly(wanted + "[\"5 s\"]");
    assertThat(faults("purge.deadline = -5 s"))
        .containsExactly("1: 'purge.deadline' must not be negative, as \"-5 s\"");
  }

  @Test
  void a_value_of_the_wrong_kind_is_named() throws Exception {
    assertThat(faults("start = 7"))
        .containsExactly("1: 'start' must be auto, none or a list of modules, not 7");
    assertThat(faults("start = [1, {}]").getFirst()).contains("must be a list of strings");
    assertThat(faults("purge.foreign = perhaps"))
        .containsExactly("1: 'purge.foreign' must be wait or kill, not \"perhaps\"");
    assertThat(faults("events = {}")).first().asString().contains("must be none");
    assertThat(faults("watch = 5"))
        .containsExactly("1: 'watch' is a group, with keys of its own: watch { ... }");
    assertThat(faults("compile.options = \"-g\"")).first().asString().contains("a list of strings");
    assertThat(faults("start = null")).first().asString().contains("must be auto");
  }

  @Test
  void a_value_that_makes_no_sense_is_named_where_it_stands() throws Exception {
    assertThat(faults("watch {\n  poll-interval = 1 ms\n}"))
        .containsExactly("2: 'watch.poll-interval' must be 10 ms at least");
    assertThat(faults("watch {\n  quiet-period = 1 hour\n}"))
        .singleElement()
        .asString()
        .contains("'watch.burst-hold' must not be shorter than quiet-period");
    assertThat(faults("watch {\n\n  excluded = [\"gen/**\", \"{a\"]\n}"))
        .containsExactly("3: 'watch.excluded' holds '{a', which is no glob");
    assertThat(faults("purge.deadline = 0 s").getFirst()).contains("must be longer than nothing");
  }

  @Test
  void text_that_is_no_config_is_named_with_its_line() throws Exception {
    assertThat(faults("start = auto\nwatch {\n")).singleElement().asString().startsWith("3: ");
    assertThat(faults("start = ${nothing.there}"))
        .singleElement()
        .asString()
        .startsWith("1: ")
        .contains("nothing.there");
  }

  @Test
  void a_file_that_was_asked_for_must_exist() {
    var missing = temp.resolve("missing.conf");

    assertThat(ConfigFile.load(missing, watched, null))
        .isInstanceOfSatisfying(
            ConfigResult.Faulty.class,
            it -> assertThat(it.faults().getFirst().where()).isEqualTo(missing.toString()));
  }

  @Test
  void the_file_given_counts_before_the_directorys_and_that_before_the_installations()
      throws Exception {
    var home = temp.resolve("home");
    Files.createDirectories(home.resolve("config"));
    assertThat(ConfigFile.load(null, watched, home))
        .isEqualTo(new ConfigResult.Loaded(MoltConfig.DEFAULT, Optional.empty()));

    Files.writeString(home.resolve("config/molt.conf"), "purge.deadline = 1 s");
    assertThat(loaded(ConfigFile.load(null, watched, home)).purge().deadline()).hasSeconds(1);

    Files.writeString(watched.resolve("molt.conf"), "purge.deadline = 2 s");
    assertThat(loaded(ConfigFile.load(null, watched, home)).purge().deadline()).hasSeconds(2);

    assertThat(
            loaded(ConfigFile.load(file("purge.deadline = 3 s"), watched, home)).purge().deadline())
        .hasSeconds(3);
  }

  @Test
  void the_nearest_key_is_the_one_with_the_fewest_letters_changed() {
    assertThat(NearestKey.distance("", "abc")).isEqualTo(3);
    assertThat(NearestKey.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(NearestKey.distance("same", "same")).isZero();
  }
}
