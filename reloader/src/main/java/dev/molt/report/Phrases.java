package dev.molt.report;

import dev.molt.code.ProcessUse;
import dev.molt.term.Pid;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Pieces of the sentences of a report. */
final class Phrases {
  private Phrases() {}

  /** A process as a person knows it: {@code <0.12.0> e3}. */
  static String process(Pid pid, @Nullable String name) {
    return name == null ? pid.toString() : pid + " " + name;
  }

  /** A frame as an IDE can click it, with the version that it runs: {@code E3.loop(E3.java:12)}. */
  static String frame(@Nullable StackTraceElement frame) {
    if (frame == null) return "";
    return "%s.%s(%s:%d)"
        .formatted(
            frame.getClassName(),
            frame.getMethodName(),
            frame.getFileName(),
            frame.getLineNumber());
  }

  static String use(ProcessUse use, Instant now) {
    var place =
        use.frame() == null ? use.because().toString() : use.version() + " " + frame(use.frame());
    return "%s  %s, waits for %s since %s"
        .formatted(process(use.pid(), use.name()), place, use.waitsFor(), age(use.since(), now));
  }

  /** How long ago, in the unit that fits. */
  static String age(Instant since, Instant now) {
    var age = Duration.between(since, now);
    if (age.toSeconds() < 1) return Math.max(0, age.toMillis()) + " ms";
    if (age.toMinutes() < 2) return age.toSeconds() + " s";
    return age.toHours() < 2 ? age.toMinutes() + " min" : age.toHours() + " h";
  }

  static String millis(long micros) {
    return String.format(Locale.ROOT, "%.1f", micros / 1000.0);
  }

  static String version(String module, @Nullable Integer number) {
    return number == null ? "nothing" : module + "@" + number;
  }

  static String count(int n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }
}
