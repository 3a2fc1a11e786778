package dev.molt.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The e3 experiment: the loop that lives through one reload and dies at the second. */
final class SeedSessionTest {
  @TempDir Path place;
  private Launched molt;

  @BeforeEach
  void start() throws IOException {
    molt = Launched.run(place, Launched.samples(place));
    if (!registered("e3")) molt.ok("call", "E3", "start");
  }

  @AfterEach
  void stop() {
    molt.close();
  }

  private boolean registered(String name) throws IOException {
    return molt.ok("ps", "--json").contains("\"name\":\"" + name + "\"")
        || molt.ok("ps", "--json").contains("\"name\": \"" + name + "\"");
  }

  private int saves;

  /** Saves E3 with another text to print, and waits until that is live. */
  private JsonObject save() throws IOException {
    var mark = molt.mark();
    var before = saves == 0 ? "\"bb\"" : "\"bb" + saves + "\"";
    saves++;
    molt.edit("E3", before, "\"bb" + saves + "\"");
    return molt.event(mark, "reload").getAsJsonArray("modules").get(0).getAsJsonObject();
  }

  private static JsonObject only(JsonArray array) {
    assertThat(array).hasSize(1);
    return array.get(0).getAsJsonObject();
  }

  @Test
  void e3_lives_through_one_save_is_named_before_the_second_and_killed_by_it() throws IOException {
    var first = save();
    assertThat(first.getAsJsonArray("killed")).isEmpty();
    var endangered = only(first.getAsJsonArray("onOldCode"));
    assertThat(endangered.get("name").getAsString()).isEqualTo("e3");
    assertThat(endangered.get("frame").getAsString()).startsWith("E3.loop(E3.java:");
    assertThat(registered("e3")).isTrue();

    var mark = molt.mark();
    var second = save();
    var preview = only(molt.event(mark, "preview").getAsJsonArray("modules"));
    var named = only(preview.getAsJsonArray("killedNow"));
    assertThat(named.get("pid")).isEqualTo(endangered.get("pid"));
    var killed = only(second.getAsJsonArray("killed"));
    assertThat(killed.get("pid")).isEqualTo(endangered.get("pid"));
    assertThat(killed.get("because").getAsString()).isEqualTo("old-code");
    assertThat(registered("e3")).isFalse();
  }

  @Test
  void e3_lives_for_ever_if_it_is_told_to_switch_after_each_save() throws IOException {
    for (var round = 0; round < 4; round++) {
      assertThat(save().getAsJsonArray("killed")).isEmpty();
      molt.ok("send", "e3", "code_switch");
      var lines = molt.console.count();
      molt.ok("send", "e3", "hello");
      molt.console.await(
          lines, "answer of the new code", line -> line.contains("bb" + saves), Launched.LIMIT);
    }
    assertThat(registered("e3")).isTrue();
  }
}
