package dev.molt.conformance.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.conformance.modules.Beams;
import dev.molt.conformance.script.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every recorded case gives on Molt what it gave on Erlang/OTP. */
final class RecordedCasesTest {
  private static final Path DATA = Path.of(System.getProperty("molt.home"), "conformance", "data");

  @TempDir private static Path folder;
  private static Beams beams;

  @BeforeAll
  static void compileTheModules() throws IOException {
    beams = Beams.in(Files.createDirectories(folder.resolve("beams")));
  }

  @AfterAll
  static void close() throws IOException {
    beams.close();
  }

  @TestFactory
  @Execution(ExecutionMode.CONCURRENT)
  Stream<DynamicTest> otp_gave_the_same_trace() throws IOException {
    var cases = Main.casesAt(DATA);
    assertThat(cases).as("cases in " + DATA).hasSizeGreaterThan(200);
    var player = new Player(beams, folder);
    return cases.stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    DATA.relativize(file).toString(), file.toUri(), () -> plays(player, file)));
  }

  private static void plays(Player player, Path file) throws Exception {
    var script = Script.read(file);
    assertThat(script.trace(player.play(script)))
        .containsExactlyElementsOf(Files.readAllLines(Script.traceOf(file)));
  }
}
