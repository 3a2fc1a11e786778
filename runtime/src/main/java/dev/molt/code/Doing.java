package dev.molt.code;

import dev.molt.process.ProcessStatus;
import java.time.Instant;

/**
 * What a process is doing, in words, and since when.
 *
 * @param since of one that runs, when it was looked at
 */
record Doing(String what, Instant since) {
  static Doing of(ProcessStatus status, Instant now) {
    return switch (status) {
      case ProcessStatus.NotStarted() -> new Doing("to start", now);
      case ProcessStatus.Running() -> new Doing("nothing: it runs", now);
      case ProcessStatus.Waiting(var what, var since, var _) -> new Doing(what, since);
      case ProcessStatus.Blocked(var what, var since) ->
          new Doing(what, since == null ? now : since);
      case ProcessStatus.Suspended(var since) -> new Doing("to be resumed", since);
      case ProcessStatus.Exiting(var _) -> new Doing("its end", now);
      case ProcessStatus.Dead(var _) -> new Doing("nothing: it is dead", now);
    };
  }
}
