package dev.molt.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README prints of the e3 story is what the console prints, but for times and pids. */
final class ReadmeStoryTest {
  @TempDir Path place;

  /** The lines of the block behind this mark. */
  private static List<String> told(String mark) throws IOException {
    var lines = Files.readAllLines(Launched.HOME.resolve("README.md"));
    var start = lines.indexOf("<!-- story: " + mark + " -->") + 2;
    assertThat(start).as(mark).isGreaterThan(1);
    var rest = lines.subList(start, lines.size());
    return rest.subList(0, rest.indexOf("```")).stream().map(ReadmeStoryTest::timeless).toList();
  }

  private static String timeless(String line) {
    return line.replaceAll("\\d\\d:\\d\\d:\\d\\d", "TIME")
        .replaceAll("<0\\.\\d+\\.0>", "<PID>")
        .replaceAll("\\d+\\.\\d", "N")
        .replaceAll("since \\d+ (ms|s|min)", "since LONG");
  }

  private static List<String> printed(Launched molt, int from) {
    return molt.console.all().stream().skip(from).map(ReadmeStoryTest::timeless).toList();
  }

  @Test
  void the_story_is_told_as_it_happens() throws IOException {
    try (var molt = Launched.run(place, Launched.samples(place))) {
      var from = molt.console.count();
      molt.edit("E3", "\"bb\"", "\"b1\"");
      molt.console.await(
          from, "warning", line -> line.contains("next save  kills"), Launched.LIMIT);
      assertThat(printed(molt, from)).containsExactlyElementsOf(told("first save"));

      var second = molt.console.count();
      molt.edit("E3", "\"b1\"", "\"b2\"");
      molt.console.await(
          second, "times", line -> line.contains(" ms         settle"), Launched.LIMIT);
      assertThat(printed(molt, second)).containsExactlyElementsOf(told("second save"));
    }
  }
}
