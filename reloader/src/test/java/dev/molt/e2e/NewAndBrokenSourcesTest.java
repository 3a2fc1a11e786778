package dev.molt.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources that are new, broken, mended and deleted while a daemon watches them. */
final class NewAndBrokenSourcesTest {
  @TempDir static Path place;
  static Launched molt;

  @BeforeAll
  static void start() throws IOException {
    var directory = Files.createDirectories(place.resolve("modules"));
    Files.writeString(directory.resolve("Greeter.java"), greeter("hello"));
    molt = Launched.run(place, directory);
  }

  @AfterAll
  static void stop() {
    molt.close();
  }

  private static String greeter(String word) {
    return """
        public class Greeter {
          public static String greet() {
            return "%s";
          }
        }
        """
        .formatted(word);
  }

  private static Path file(String module) {
    return molt.directory.resolve(module + ".java");
  }

  private static JsonObject module(JsonObject event) {
    return event.getAsJsonArray("modules").get(0).getAsJsonObject();
  }

  @Test
  void a_syntax_error_is_shown_with_its_place_and_the_old_version_goes_on_until_it_is_mended()
      throws IOException {
    var mark = molt.mark();
    var lines = molt.console.count();
    Files.writeString(file("Greeter"), greeter("broken").replace("\";", "\""));

    var rejected = molt.event(mark, "rejected");
    var diagnostic = rejected.getAsJsonArray("diagnostics").get(0).getAsJsonObject();
    assertThat(diagnostic.get("line").getAsInt()).isEqualTo(3);
    assertThat(diagnostic.get("kind").getAsString()).isEqualTo("error");
    molt.console.await(
        lines,
        "diagnostic",
        line -> line.matches(".*Greeter\\.java:3:\\d+: error: .*"),
        Launched.LIMIT);
    molt.console.await(
        lines, "source line", line -> line.contains("return \"broken\""), Launched.LIMIT);
    molt.console.await(lines, "caret", line -> line.strip().equals("^"), Launched.LIMIT);
    assertThat(molt.ok("call", "Greeter", "greet")).isEqualTo("hello");

    mark = molt.mark();
    Files.writeString(file("Greeter"), greeter("mended"));
    assertThat(module(molt.event(mark, "reload")).get("module").getAsString()).isEqualTo("Greeter");
    assertThat(molt.ok("call", "Greeter", "greet")).isEqualTo("mended");
    Files.writeString(file("Greeter"), greeter("hello"));
    molt.event(molt.mark() - 1, "reload", event -> module(event).get("to").getAsInt() >= 3);
  }

  @Test
  void a_new_file_is_a_new_module_and_a_deleted_one_is_unloaded_after_a_preview()
      throws IOException {
    var mark = molt.mark();
    Files.writeString(
        file("Guest"),
        """
        import dev.molt.process.Process;

        public class Guest {
          public static void stay() {
            Process.register("guest", Process.spawn(Guest::rest));
          }

          public static void rest() {
            while (true) Process.receive();
          }
        }
        """);
    var loaded = module(molt.event(mark, "reload"));
    assertThat(loaded.get("module").getAsString()).isEqualTo("Guest");
    assertThat(loaded.get("from").isJsonNull()).isTrue();
    assertThat(loaded.get("to").getAsInt()).isEqualTo(1);
    molt.ok("call", "Guest", "stay");

    mark = molt.mark();
    Files.delete(file("Guest"));
    var preview = module(molt.event(mark, "preview"));
    assertThat(preview.get("to").isJsonNull()).isTrue();
    var named = preview.getAsJsonArray("onOldCodeAfter").get(0).getAsJsonObject();
    assertThat(named.get("name").getAsString()).isEqualTo("guest");
    var deleted = module(molt.event(mark, "deleted"));
    assertThat(deleted.getAsJsonArray("killed").get(0).getAsJsonObject().get("name").getAsString())
        .isEqualTo("guest");
    var call = molt.cli("call", "Guest", "stay");
    assertThat(call.exit()).isEqualTo(1);
    assertThat(molt.ok("modules")).doesNotContain("Guest");
  }
}
