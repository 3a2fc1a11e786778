package dev.molt.report;

import dev.molt.code.KilledProcess;
import dev.molt.code.ProcessUse;
import dev.molt.code.Unkillable;
import dev.molt.swap.StageTimes;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Tells a person: one line a fact, each with its module or process, so that it can be searched.
 * Whole events are printed at once, so lines of modules never come between.
 */
public final class TextReport implements Reporter {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

  /** More changed files than this are only counted. */
  private static final int MOST_NAMES = 5;

  private final PrintStream out;

  public TextReport(PrintStream out) {
    this.out = out;
  }

  @Override
  public void tell(ReloadEvent event) {
    var page = new Page(event.at());
    switch (event) {
      case ReloadEvent.Ready ready -> ready(page, ready);
      case ReloadEvent.Preview preview -> preview(page, preview);
      case ReloadEvent.Reload it ->
          swap(page, it.modules(), it.differences(), it.micros(), it.outcome());
      case ReloadEvent.Deleted it ->
          swap(page, it.modules(), it.differences(), it.micros(), it.outcome());
      case ReloadEvent.Rejected rejected -> rejected(page, rejected);
      case ReloadEvent.Watcher watcher ->
          page.head(
              "watcher " + watcher.state() + (watcher.why() == null ? "" : ": " + watcher.why()));
      case ReloadEvent.Stopped stopped -> page.head("stopped: " + stopped.why());
    }
    out.print(page.text);
    out.flush();
  }

  private static void ready(Page page, ReloadEvent.Ready it) {
    page.head(
        "ready: %s of %s, pid %d"
            .formatted(Phrases.count(it.modules().size(), "module"), it.directory(), it.pid()));
    page.line("modules", it.modules().isEmpty() ? "none yet" : String.join(" ", it.modules()));
    page.line("started", it.started().isEmpty() ? "none" : String.join(" ", it.started()));
    it.failed().forEach(failure -> page.line("failed", failure));
  }

  private static void preview(Page page, ReloadEvent.Preview it) {
    var compile = Phrases.millis(it.micros().compile());
    page.head("%s changed, compiled in %s ms".formatted(names(it.changed()), compile));
    for (var module : it.modules()) {
      page.head(
          "preview %s: %s -> %s"
              .formatted(
                  module.module(),
                  Phrases.version(module.module(), module.from()),
                  Phrases.version(module.module(), module.to())));
      uses(page, "kills now", module.killedNow());
      uses(page, module.to() == null ? "on it" : "next save", module.onOldCodeAfter());
    }
    if (!it.fallWith().isEmpty()) uses(page, "fall too", it.fallWith());
    for (var thread : it.unkillable()) unkillable(page, thread);
  }

  private static void uses(Page page, String label, List<ProcessUse> uses) {
    if (uses.isEmpty()) page.line(label, "nobody");
    uses.forEach(use -> page.line(label, Phrases.use(use, page.at)));
  }

  private static void unkillable(Page page, Unkillable thread) {
    page.line(
        "cannot",
        "kill thread '%s' on %s: %s"
            .formatted(thread.threadName(), thread.version(), thread.why()));
    thread.stack().forEach(frame -> page.line("", "  at " + Phrases.frame(frame)));
  }

  private static void swap(
      Page page,
      List<ModuleReload> modules,
      List<Difference> differences,
      StageTimes micros,
      Outcome outcome) {
    for (var module : modules) module(page, module, micros, outcome);
    for (var one : differences)
      page.line("differs", Phrases.process(one.pid(), one.name()) + " " + one.explanation());
    switch (outcome) {
      case Outcome.Done() -> {}
      case Outcome.CalledOff(var threads) -> {
        page.line(
            "called off",
            "these threads run old code and cannot be killed; mend or end them, then save again");
        threads.forEach(thread -> unkillable(page, thread));
      }
      case Outcome.Refused(var errors) -> errors.forEach(error -> page.line("refused", error));
    }
  }

  private static void module(Page page, ModuleReload module, StageTimes micros, Outcome outcome) {
    if (module.purged() != null || !module.killed().isEmpty())
      page.head(
          "purged %s, %s killed"
              .formatted(
                  Phrases.version(module.module(), module.purged()),
                  Phrases.count(module.killed().size(), "process")
                      .replace("processs", "processes")));
    for (KilledProcess one : module.killed())
      page.line(
          "killed",
          "%s  %s (%s)"
              .formatted(
                  Phrases.process(one.pid(), one.name()),
                  Phrases.frame(one.frame()),
                  one.because()));
    if (!(outcome instanceof Outcome.Done))
      page.head(
          "%s stays at %s"
              .formatted(module.module(), Phrases.version(module.module(), module.from())));
    else if (module.to() == null) page.head("unloaded %s".formatted(module.module()));
    else
      page.head(
          "loaded %s, live %s ms after the write"
              .formatted(
                  Phrases.version(module.module(), module.to()), Phrases.millis(micros.total())));
    times(page, micros);
    module.onOldCode().forEach(use -> page.line("next save", "kills " + Phrases.use(use, page.at)));
  }

  private static void times(Page page, StageTimes it) {
    page.line(
        "ms",
        "settle %s, compile %s, prepare %s, preview %s, purge %s, load %s"
            .formatted(
                Phrases.millis(it.settle()),
                Phrases.millis(it.compile()),
                Phrases.millis(it.prepare()),
                Phrases.millis(it.preview()),
                Phrases.millis(it.purge()),
                Phrases.millis(it.load())));
  }

  private static void rejected(Page page, ReloadEvent.Rejected it) {
    var what = it.diagnostics().isEmpty() ? "cannot be loaded" : "does not compile";
    page.head("%s changed".formatted(names(it.changed())));
    page.head("rejected: %s; nothing was purged, the version before goes on".formatted(what));
    it.diagnostics().forEach(diagnostic -> page.raw(diagnostic.toString()));
    it.errors().forEach(error -> page.line("error", error));
  }

  /** All names, or how many there are. */
  private static String names(List<String> files) {
    return files.size() > MOST_NAMES
        ? Phrases.count(files.size(), "file")
        : String.join(", ", files);
  }

  /** The lines of one event. */
  private static final class Page {
    private final StringBuilder text = new StringBuilder();
    private final Instant at;

    Page(Instant at) {
      this.at = at;
    }

    void head(String line) {
      text.append(CLOCK.format(at)).append(' ').append(line).append('\n');
    }

    void line(String label, String rest) {
      text.append("           ").append(String.format("%-10s ", label)).append(rest).append('\n');
    }

    void raw(String lines) {
      text.append(lines).append('\n');
    }
  }
}
