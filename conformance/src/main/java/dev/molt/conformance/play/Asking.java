package dev.molt.conformance.play;

import dev.molt.conformance.system.Reasons;
import dev.molt.process.Deadline;
import dev.molt.process.Process;
import dev.molt.sys.Call;
import dev.molt.sys.CallOutcome;
import dev.molt.sys.Destination;
import dev.molt.term.ExitReason;
import dev.molt.term.From;
import dev.molt.term.Pid;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Requests to the processes of a case, and their answers as a trace writes them. */
final class Asking {
  private final World world;

  Asking(World world) {
    this.world = world;
  }

  /** Sends a request and waits for the answer, the end of the process, or too long. */
  CallOutcome outcome(@Nullable Pid pid, Function<From, Object> request) {
    if (pid == null) return new CallOutcome.Down(ExitReason.NOPROC);
    return Call.ask(world.processes(), Destination.of(pid), request, Deadline.in(world.patience()));
  }

  String text(@Nullable Pid pid, Function<From, Object> request) {
    // One that dies of the reason noproc meanwhile has been there.
    if (pid == null || !world.processes().isAlive(pid)) return "noproc";
    return switch (outcome(pid, request)) {
      case CallOutcome.Replied(List<?> several) ->
          several.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
      case CallOutcome.Replied(var value) -> String.valueOf(value);
      case CallOutcome.TimedOut() -> "timeout";
      case CallOutcome.Down(var reason) -> "died " + Reasons.symbol(reason);
      case CallOutcome.CallingSelf() -> throw new IllegalStateException("the driver asks itself");
    };
  }

  /** A message without an answer. */
  String post(@Nullable Pid pid, Object message) {
    if (pid == null || !world.processes().isAlive(pid)) return "noproc";
    Process.send(pid, message);
    return "ok";
  }
}
