package dev.molt.conformance.system;

import dev.molt.process.DemonitorOption;
import dev.molt.process.Process;
import dev.molt.sys.Call;
import dev.molt.term.DownMessage;
import dev.molt.term.ExitMessage;
import dev.molt.term.From;
import dev.molt.term.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Control requests: what every process of a case can do that handles messages. */
public final class Control {
  private static final String LOG = "log";

  private Control() {}

  /** What a process has noted. */
  private sealed interface Entry {
    record Told(String word) implements Entry {
      @Override
      public String toString() {
        return word;
      }
    }

    record Exit(String name, String reason) implements Entry {
      @Override
      public String toString() {
        return "exit:" + name + ":" + reason;
      }
    }

    record Down(String name, String reason) implements Entry {
      @Override
      public String toString() {
        return "down:" + name + ":" + reason;
      }
    }
  }

  public static void reply(From from, @Nullable Object value) {
    Call.reply(from, value);
  }

  /**
   * Handles a message in the calling process.
   *
   * @param version what a ping is answered
   */
  public static void handle(Object message, Object version) {
    switch (message) {
      case Request.Ping(var from) -> reply(from, version);
      case Request.Tell(var word) -> log().add(new Entry.Told(word));
      case Request.Log(var from) -> reply(from, take(_ -> true));
      case Request.Exits(var from) -> reply(from, take(Entry.Exit.class::isInstance));
      case Request.Downs(var from) -> reply(from, take(Entry.Down.class::isInstance));
      case Request.Link(var to, var from) -> {
        Process.link(to);
        reply(from, "ok");
      }
      case Request.Unlink(var to, var from) -> {
        Process.unlink(to);
        reply(from, "ok");
      }
      case Request.Trap(var on, var from) -> {
        Process.trapExit(on);
        reply(from, "ok");
      }
      case Request.Monitor(var name, var target, var from) -> {
        Process.put("monitor " + name, Process.monitor(target));
        reply(from, "ok");
      }
      case Request.Demonitor(var name, var from) -> reply(from, demonitor(name));
      case Request.SpawnLink(var module, var body, var from) ->
          reply(from, Starts.spawnLink(module, body));
      case Request.Crash() -> throw new Boom();
      case Request.SelfExit(var reason) -> throw Process.exit(reason);
      case Request.SelfSignal(var reason, var from) -> {
        Process.exit(Process.self(), reason);
        reply(from, "ok");
      }
      case ExitMessage(var from, var reason) ->
          log().add(new Entry.Exit(Book.here().nameOf(from), Reasons.symbol(reason)));
      case DownMessage down -> log().add(down(down));
      default -> {} // Not for this process, or a word to itself only.
    }
  }

  private static Entry down(DownMessage message) {
    var target = (dev.molt.term.Pid) message.target();
    return new Entry.Down(Book.here().nameOf(target), Reasons.symbol(message.reason()));
  }

  private static String demonitor(String name) {
    var monitor = (Ref) Process.erase("monitor " + name);
    if (monitor == null) return "none";
    return String.valueOf(Process.demonitor(monitor, DemonitorOption.FLUSH, DemonitorOption.INFO));
  }

  @SuppressWarnings("unchecked") // only this class puts it there
  private static List<Entry> log() {
    var log = (List<Entry>) Process.get(LOG);
    if (log != null) return log;
    List<Entry> fresh = new ArrayList<>();
    Process.put(LOG, fresh);
    return fresh;
  }

  private static List<String> take(Predicate<Entry> wanted) {
    var taken = log().stream().filter(wanted).map(Entry::toString).toList();
    log().removeIf(wanted);
    return taken;
  }
}
