package dev.molt.code;

import dev.molt.process.ProcessView;
import dev.molt.term.Pid;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One process as one look found it. */
record Seen(ProcessView process, CodeUse use) {
  Pid pid() {
    return process.pid();
  }

  /** Its innermost frame of each old version that it runs, by the version's name. */
  Map<String, StackTraceElement> frames() {
    return use instanceof CodeUse.RunsOld(var frames) ? frames : Map.of();
  }

  boolean runs(String version) {
    return frames().containsKey(version);
  }

  /** For a person, because it runs this version. */
  ProcessUse on(String version) {
    return describe(process, version, frames().get(version), new Because.OldCode());
  }

  static ProcessUse describe(
      ProcessView process, String version, @Nullable StackTraceElement frame, Because because) {
    var doing = Doing.of(process.status(), Instant.now());
    return new ProcessUse(
        process.pid(), process.name(), version, frame, doing.what(), doing.since(), because);
  }
}
