package dev.molt.cli;

import dev.molt.control.ControlClient;
import dev.molt.control.ControlReply;
import dev.molt.control.ControlRequest;
import dev.molt.control.Json;
import dev.molt.control.RunningDaemon;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that asks a running daemon one thing and prints the answer. */
abstract class AskCommand implements Callable<Integer> {
  /** What the daemon does for a command is bounded by its own deadlines, which are shorter. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Surroundings surroundings;

  // Set by the parser, once.
  @Mixin private final DaemonOption daemon = new DaemonOption();

  AskCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  abstract ControlRequest request();

  /** Whether the answer is wanted as JSON. */
  boolean json() {
    return false;
  }

  Duration patience() {
    return PATIENCE;
  }

  @Override
  public final Integer call() {
    return switch (daemon.choose(surroundings)) {
      case DaemonOption.Choice.Unclear(var code, var why) -> complain(code, why);
      case DaemonOption.Choice.Meant(var meant, var note) -> {
        if (note != null) surroundings.err().println("molt: " + note);
        yield ask(meant);
      }
    };
  }

  int ask(RunningDaemon meant) {
    return switch (ControlClient.ask(meant, request(), patience())) {
      case ControlClient.AskResult.NoAnswer(var why) -> complain(ExitCode.REFUSED, why);
      case ControlClient.AskResult.Answered(var reply) -> answer(reply);
    };
  }

  final int answer(ControlReply reply) {
    var text = new ReplyText(surroundings.clock().instant());
    if (reply instanceof ControlReply.Refused || reply instanceof ControlReply.Failed)
      return complain(ExitCode.REFUSED, String.join("\n", text.lines(reply)));
    if (json()) surroundings.out().println(Json.of(rows(reply)));
    else text.lines(reply).forEach(surroundings.out()::println);
    return ExitCode.DONE;
  }

  final int complain(int code, String why) {
    surroundings.err().println("molt: " + why);
    return code;
  }

  final Surroundings surroundings() {
    return surroundings;
  }

  /** The shapes that scripts rely on. */
  private static Object rows(ControlReply reply) {
    return switch (reply) {
      case ControlReply.Processes(var rows) -> rows;
      case ControlReply.Modules(var rows) -> rows;
      case ControlReply.Checked it ->
          new CheckShape(it.module(), it.old(), it.killedNow(), it.onOldCodeAfter());
      default -> reply;
    };
  }
}
