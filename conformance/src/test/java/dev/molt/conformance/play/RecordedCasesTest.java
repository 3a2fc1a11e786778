package dev.molt.conformance.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Every recorded case gives on Molt what it gave on Erlang/OTP; the player prints each verdict. */
final class RecordedCasesTest {
  private static final Path DATA = Path.of(System.getProperty("molt.home"), "conformance", "data");

  @Test
  void otp_gave_the_same_traces() throws IOException, InterruptedException {
    var cases = Main.casesAt(DATA);
    assertThat(cases).as("cases in " + DATA).hasSizeGreaterThan(200);
    assertThat(Main.play(cases)).as("cases that failed, named above").isZero();
  }
}
