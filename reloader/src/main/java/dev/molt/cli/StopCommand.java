package dev.molt.cli;

import dev.molt.control.ControlClient;
import dev.molt.control.ControlReply;
import dev.molt.control.ControlRequest;
import dev.molt.control.RunningDaemon;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;

@Command(
    name = "stop",
    description = "Stop the daemon, and wait until it has stopped.",
    footer = {"", "Examples:", "  molt stop", "  molt stop --dir sample-modules"})
final class StopCommand extends AskCommand {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  StopCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  ControlRequest request() {
    return new ControlRequest.Stop();
  }

  @Override
  int ask(RunningDaemon meant) {
    // A daemon that was stopped by somebody else in this moment is stopped all the same.
    if (ControlClient.ask(meant, request(), patience())
            instanceof ControlClient.AskResult.Answered(var reply)
        && (reply instanceof ControlReply.Refused || reply instanceof ControlReply.Failed))
      return answer(reply);
    var deadline = System.nanoTime() + LIMIT.toNanos();
    while (ControlClient.listens(meant)) {
      if (System.nanoTime() - deadline > 0)
        return complain(
            ExitCode.REFUSED,
            "pid "
                + meant.pid()
                + " was asked to stop and has not after "
                + LIMIT.toSeconds()
                + " s");
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
    return answer(new ControlReply.Done(meant.directory() + " is no longer watched"));
  }
}
