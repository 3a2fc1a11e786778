package dev.molt.interleavings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every interleaving of this module for a short time; a forbidden outcome fails it. */
final class InterleavingsTest {
  private static final int LIMIT_MINUTES = 8;

  @TempDir Path place;

  @Test
  void no_forbidden_outcome_is_seen() throws IOException, InterruptedException {
    var output = place.resolve("output.txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.openjdk.jcstress.Main"));
    // One fork, no search over compilers and cores: the long run is for a quiet machine.
    command.addAll(
        List.of(
            "-f", "1", "-fsm", "1", "-iters", "1", "-time", "300", "-af", "NONE", "-sc", "false"));
    command.addAll(
        List.of("-strideSize", "64", "-strideCount", "4", "-v", "-r", place + "/results"));
    var process =
        new ProcessBuilder(command)
            .directory(place.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    var ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
    if (!ended) process.destroyForcibly();
    var text = java.nio.file.Files.readString(output);
    assertThat(ended).as(text).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
    assertThat(text)
        .as("every test has run")
        .contains("LoadedTogether", "MailboxWake", "MailboxWriters", "RegistryRace");
  }
}
