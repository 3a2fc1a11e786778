package dev.molt.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a daemon ends, and what the next one finds. */
final class TakeoverTest {
  @TempDir Path place;

  @Test
  void a_socket_left_by_a_killed_daemon_is_taken_over_and_stop_ends_the_next()
      throws IOException, InterruptedException {
    var directory = Launched.samples(place);
    try (var first = Launched.run(place, directory)) {
      first.process().destroyForcibly();
      first.exitValue();
    }
    var mark = 1;
    try (var next = Launched.starting(place, directory)) {
      next.event(mark, "ready", event -> event.get("pid").getAsLong() == next.pid());
      assertThat(next.ok("stop")).isNotEmpty();
      assertThat(next.exitValue()).isZero();
      next.stopped();
    }
  }
}
