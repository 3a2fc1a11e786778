package dev.molt.control;

import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * How opening a control server ends.
 *
 * <ul>
 *   <li>{@link Opened}: it listens and answers
 *   <li>{@link AlreadyRunning}: another daemon serves the directory; which is not known in the
 *       moment in which it starts
 *   <li>{@link NotPossible}: the machine does not let us; a sentence for each place that was tried
 * </ul>
 */
public sealed interface OpenResult {
  record Opened(ControlServer server) implements OpenResult {}

  record AlreadyRunning(Path directory, Optional<RunningDaemon> daemon) implements OpenResult {
    /** A sentence for people. */
    public String text() {
      return daemon
          .map(
              d ->
                  "%s is watched by molt with pid %d since %s"
                      .formatted(directory, d.pid(), d.since().truncatedTo(ChronoUnit.SECONDS)))
          .orElse(directory + " is watched by another molt, which is just starting");
    }
  }

  record NotPossible(List<String> why) implements OpenResult {}
}
