package dev.molt.sys;

import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The debug functions of one process: an immutable value that the process carries from event to
 * event. A process without any carries {@link #NONE} and pays one comparison for each event.
 *
 * <p>OTP: the {@code Debug} argument of {@code sys:handle_system_msg/6}
 */
public final class Debug {
  /** The number of events that a log keeps unless told otherwise, as in OTP. */
  public static final int DEFAULT_LOG = 10;

  public static final Debug NONE = new Debug(List.of(), System.out, Clock.systemUTC());

  /** The last one installed first, which is the order in which they see an event. */
  private final List<DebugSink> sinks;

  private final PrintStream out;
  private final Clock clock;

  private Debug(List<DebugSink> sinks, PrintStream out, Clock clock) {
    this.sinks = sinks;
    this.out = out;
    this.clock = clock;
  }

  /** No debug functions yet, but where to print and which clock to read are given. */
  static Debug none(PrintStream out, Clock clock) {
    return new Debug(List.of(), out, clock);
  }

  /** Events go to standard output from the start. OTP: {@code {debug, [trace]}}. */
  public Debug tracing() {
    return install(new DebugSink.Trace(out));
  }

  /** The last {@value #DEFAULT_LOG} events are kept from the start. OTP: {@code {debug, [log]}}. */
  public Debug logging() {
    return install(DebugSink.Log.keeping(DEFAULT_LOG));
  }

  /** Messages are counted from the start. OTP: {@code {debug, [statistics]}}. */
  public Debug counting() {
    return install(new DebugSink.Count(clock.instant(), 0, 0));
  }

  /** This function sees every event from the start. OTP: {@code {debug, [{install, ..}]}}. */
  public Debug installing(Object id, DebugFunction function, @Nullable Object state) {
    return install(new DebugSink.Installed(id, function, state));
  }

  public boolean isOff() {
    return sinks.isEmpty();
  }

  /**
   * Tells an event to all debug functions; call it in the process that the event is of.
   *
   * @param extra handed on to them; a behaviour gives its name
   *     <p>OTP: {@code sys:handle_debug/4}
   */
  public Debug event(EventPrinter printer, @Nullable Object extra, SystemEvent event) {
    if (isOff()) return this;
    List<DebugSink> left = new ArrayList<>(sinks.size());
    for (var sink : sinks) {
      var next = sink.on(event, printer, extra);
      if (next != null) left.add(next);
    }
    return with(left);
  }

  /** The kept events, oldest first. OTP: {@code sys:get_log/1}. */
  public List<SystemEvent> log() {
    return find(DebugSink.LOG) instanceof DebugSink.Log log ? log.events() : List.of();
  }

  /** What is answered to a request, and the debug functions after it. */
  record Answer(@Nullable Object reply, Debug debug) {}

  Answer answer(DebugRequest request) {
    return switch (request) {
      case DebugRequest.Trace(var on) -> done(on ? tracing() : remove(DebugSink.TRACE));
      case DebugRequest.KeepLog(var events) -> done(install(DebugSink.Log.keeping(events)));
      case DebugRequest.DropLog() -> done(remove(DebugSink.LOG));
      case DebugRequest.GetLog() -> new Answer(log(), this);
      case DebugRequest.PrintLog() -> {
        if (find(DebugSink.LOG) instanceof DebugSink.Log log) log.print(out);
        yield done(this);
      }
      case DebugRequest.KeepStatistics(var on) -> done(on ? counting() : remove(DebugSink.COUNT));
      case DebugRequest.GetStatistics() -> new Answer(statistics(), this);
      case DebugRequest.Install(var id, var function, var state) ->
          done(installing(id, function, state));
      case DebugRequest.Remove(var id) -> done(remove(id));
      case DebugRequest.NoDebug() -> done(with(List.of()));
    };
  }

  private Optional<Statistics> statistics() {
    return find(DebugSink.COUNT) instanceof DebugSink.Count(var start, var in, var out)
        ? Optional.of(new Statistics(start, clock.instant(), in, out))
        : Optional.empty();
  }

  private static Answer done(Debug debug) {
    return new Answer(SystemReply.OK, debug);
  }

  /** Nothing changes if there is one of that name already, a log's length neither: as in OTP. */
  private Debug install(DebugSink sink) {
    if (find(sink.id()) != null) return this;
    List<DebugSink> all = new ArrayList<>(sinks.size() + 1);
    all.add(sink);
    all.addAll(sinks);
    return with(all);
  }

  private Debug remove(Object id) {
    return with(sinks.stream().filter(sink -> !sink.id().equals(id)).toList());
  }

  private @Nullable DebugSink find(Object id) {
    for (var sink : sinks) {
      if (sink.id().equals(id)) return sink;
    }
    return null;
  }

  private Debug with(List<DebugSink> changed) {
    return new Debug(List.copyOf(changed), out, clock);
  }

  @Override
  public String toString() {
    return sinks.toString();
  }
}
