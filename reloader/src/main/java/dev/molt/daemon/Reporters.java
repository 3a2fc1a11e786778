package dev.molt.daemon;

import dev.molt.config.EventsTarget;
import dev.molt.report.JsonLines;
import dev.molt.report.ReloadEvent;
import dev.molt.report.Reporter;
import dev.molt.report.TextReport;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every event to a person and, if wanted, to a program; one that cannot listen is left out.
 */
final class Reporters implements Reporter {
  private static final Logger LOG = LoggerFactory.getLogger(Reporters.class);

  // Guarded by this: events come from the loop and from the watcher's thread.
  private final List<Reporter> reporters = new ArrayList<>();

  /**
   * @param out what a person reads, unless the events go there
   * @param err what a person reads then
   * @throws IOException the file of the events cannot be written
   */
  static Reporters of(EventsTarget events, PrintStream out, PrintStream err) throws IOException {
    var all = new Reporters();
    switch (events) {
      case EventsTarget.Nowhere() -> all.reporters.add(new TextReport(out));
      case EventsTarget.StandardOutput() -> {
        all.reporters.add(new TextReport(err));
        all.reporters.add(new JsonLines(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
      }
      case EventsTarget.ToFile(var file) -> {
        all.reporters.add(new TextReport(out));
        Writer writer =
            Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        all.reporters.add(new JsonLines(writer));
      }
    }
    return all;
  }

  @Override
  public synchronized void tell(ReloadEvent event) {
    reporters.removeIf(reporter -> !told(reporter, event));
  }

  private static boolean told(Reporter reporter, ReloadEvent event) {
    try {
      reporter.tell(event);
      return true;
    } catch (UncheckedIOException e) {
      LOG.warn("events are not written any more: {}", e.getMessage());
      return false;
    }
  }
}
