package dev.molt.cli;

import dev.molt.cli.Table.Column;
import dev.molt.control.ControlReply;
import dev.molt.control.ThreadRow;
import dev.molt.control.UseRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The daemon's answers in words for people. Pure. */
final class ReplyText {
  private final Instant now;

  /**
   * @param now what 'for 3 min' is reckoned from
   */
  ReplyText(Instant now) {
    this.now = now;
  }

  List<String> lines(ControlReply reply) {
    return switch (reply) {
      case ControlReply.Processes it -> processes(it);
      case ControlReply.Modules it -> modules(it);
      case ControlReply.Checked it -> checked(it);
      case ControlReply.Done(var text) -> List.of(text);
      case ControlReply.Purged it -> purged(it);
      case ControlReply.Value(var text) -> List.of(text);
      case ControlReply.State it -> state(it);
      case ControlReply.Refused it -> refused(it);
      case ControlReply.Failed(var text) -> List.of(text);
    };
  }

  private static List<String> processes(ControlReply.Processes it) {
    var table =
        new Table(
            Column.left("PID"),
            Column.left("NAME"),
            Column.left("MODULE"),
            Column.right("VERSION"),
            Column.left("STATE"),
            Column.right("MAILBOX"),
            Column.left("FRAME"));
    for (var row : it.rows())
      table.add(
          row.pid(),
          row.name(),
          row.module(),
          row.version(),
          row.state(),
          row.mailbox(),
          row.frame());
    return table.lines();
  }

  private static List<String> modules(ControlReply.Modules it) {
    var table =
        new Table(
            Column.left("MODULE"),
            Column.right("CURRENT"),
            Column.right("OLD"),
            Column.left("SOURCE"));
    for (var row : it.rows()) table.add(row.module(), row.current(), row.old(), row.source());
    return table.lines();
  }

  private List<String> checked(ControlReply.Checked it) {
    List<String> lines = new ArrayList<>();
    var old = it.old() == null ? "no old version" : "old version " + it.module() + "@" + it.old();
    lines.add(it.module() + ": " + old);
    lines.addAll(block("killed by the next swap", it.killedNow()));
    lines.addAll(block("on old code after it, killed by the swap after that", it.onOldCodeAfter()));
    lines.addAll(
        threads("cannot be killed, so the next swap would be called off", it.unkillable()));
    return lines;
  }

  private List<String> purged(ControlReply.Purged it) {
    if (it.version() == null) return List.of(it.module() + " has no old code");
    List<String> lines = new ArrayList<>();
    lines.add(it.module() + "@" + it.version() + " purged");
    lines.addAll(block("killed", it.killed()));
    return lines;
  }

  private List<String> state(ControlReply.State it) {
    List<String> lines = new ArrayList<>();
    lines.add("watching   " + it.directory());
    lines.add("pid        " + it.pid() + ", for " + span(it.since()));
    lines.add("watcher    " + it.watcher());
    lines.add("modules    " + it.modules());
    lines.add("processes  " + it.processes());
    lines.add("reloads    " + it.reloads());
    lines.addAll(it.notes());
    return lines;
  }

  private List<String> refused(ControlReply.Refused it) {
    List<String> lines = new ArrayList<>();
    lines.add(it.text());
    if (!it.near().isEmpty()) lines.add("did you mean: " + String.join(", ", it.near()));
    if (!it.inTheWay().isEmpty()) lines.addAll(block("in the way", it.inTheWay()));
    lines.addAll(threads("cannot be killed", it.unkillable()));
    if (!it.killed().isEmpty()) lines.addAll(block("killed before that", it.killed()));
    return lines;
  }

  private List<String> block(String title, List<UseRow> uses) {
    if (uses.isEmpty()) return List.of(title + ": nobody");
    var table =
        new Table(
            Column.left("PID"),
            Column.left("NAME"),
            Column.left("VERSION"),
            Column.left("FRAME"),
            Column.left("WAITS FOR"),
            Column.left("BECAUSE"));
    for (var use : uses)
      table.add(use.pid(), use.name(), use.version(), use.frame(), waits(use), use.because());
    List<String> lines = new ArrayList<>();
    lines.add(title + ":");
    table.lines().forEach(line -> lines.add("  " + line));
    return lines;
  }

  private @Nullable String waits(UseRow use) {
    if (use.waitsFor() == null || use.since() == null) return use.waitsFor();
    return use.waitsFor() + ", for " + span(use.since());
  }

  private static List<String> threads(String title, List<ThreadRow> threads) {
    List<String> lines = new ArrayList<>();
    for (var thread : threads) {
      lines.add(title + ": thread " + Table.printable(thread.thread()));
      thread.stack().forEach(frame -> lines.add("    at " + frame));
    }
    return lines;
  }

  private String span(Instant since) {
    var span = Duration.between(since, now);
    if (span.toMinutes() < 2) return Math.max(0, span.toSeconds()) + " s";
    if (span.toHours() < 2) return span.toMinutes() + " min";
    return span.toDays() < 2 ? span.toHours() + " h" : span.toDays() + " days";
  }
}
