package dev.molt.sys;

import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that an event of a process goes to. Immutable: each event makes the next one. */
sealed interface DebugSink {
  String TRACE = "trace";
  String LOG = "log";
  String COUNT = "statistics";

  Object id();

  /** This sink after the event; null if it has had enough. */
  @Nullable DebugSink on(SystemEvent event, EventPrinter printer, @Nullable Object extra);

  /** Prints each event. */
  record Trace(PrintStream out) implements DebugSink {
    @Override
    public Object id() {
      return TRACE;
    }

    @Override
    public DebugSink on(SystemEvent event, EventPrinter printer, @Nullable Object extra) {
      printer.print(out, event, extra);
      return this;
    }
  }

  /** One kept event, with what it takes to print it later. */
  record Line(SystemEvent event, EventPrinter printer, @Nullable Object extra) {}

  /** Keeps the last {@code limit} events, oldest first. */
  record Log(int limit, List<Line> lines) implements DebugSink {
    static Log keeping(int limit) {
      return new Log(limit, List.of());
    }

    @Override
    public Object id() {
      return LOG;
    }

    @Override
    public DebugSink on(SystemEvent event, EventPrinter printer, @Nullable Object extra) {
      List<Line> next = new ArrayList<>(lines.size() + 1);
      next.addAll(lines.size() < limit ? lines : lines.subList(1, lines.size()));
      next.add(new Line(event, printer, extra));
      return new Log(limit, List.copyOf(next));
    }

    List<SystemEvent> events() {
      return lines.stream().map(Line::event).toList();
    }

    void print(PrintStream out) {
      for (var line : lines) line.printer().print(out, line.event(), line.extra());
    }
  }

  /** Counts messages. */
  record Count(Instant start, long in, long out) implements DebugSink {
    @Override
    public Object id() {
      return COUNT;
    }

    @Override
    public DebugSink on(SystemEvent event, EventPrinter printer, @Nullable Object extra) {
      return switch (event) {
        case SystemEvent.In _, SystemEvent.InFrom _ -> new Count(start, in + 1, out);
        case SystemEvent.Out _, SystemEvent.Answered _ -> new Count(start, in, out + 1);
        case SystemEvent.Unanswered _, SystemEvent.Continued _, SystemEvent.Other _ -> this;
      };
    }
  }

  /** Calls somebody's function, until that says it is done or throws. */
  record Installed(Object id, DebugFunction function, @Nullable Object state) implements DebugSink {
    @Override
    public @Nullable DebugSink on(SystemEvent event, EventPrinter printer, @Nullable Object extra) {
      var next = DebugCall.of(function, state, event, extra);
      return next == DebugFunction.DONE ? null : new Installed(id, function, next);
    }
  }
}
