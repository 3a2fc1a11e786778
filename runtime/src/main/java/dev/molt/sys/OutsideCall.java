package dev.molt.sys;

import dev.molt.process.AwaitTimeoutException;
import dev.molt.process.Deadline;
import dev.molt.process.Process;
import dev.molt.process.Processes;
import dev.molt.term.Alias;
import dev.molt.term.From;
import dev.molt.term.Pid;
import dev.molt.term.Ref;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A request of somebody who is no process, or who does not want the answer in its mailbox. To be
 * closed when the answer is not wanted any more. Any thread.
 */
final class OutsideCall implements AutoCloseable {
  private final Processes processes;
  private final Pid to;
  private final CompletableFuture<CallOutcome> outcome = new CompletableFuture<>();
  private final Alias alias;
  private final Ref monitor;

  private OutsideCall(Processes processes, Pid to) {
    this.processes = processes;
    this.to = to;
    this.alias =
        processes.alias(
            message -> {
              if (message instanceof Answer answer) {
                outcome.complete(new CallOutcome.Replied(answer.value()));
              }
            });
    this.monitor =
        processes.watch(to, down -> outcome.complete(new CallOutcome.Down(down.reason())));
  }

  static OutsideCall send(Processes processes, Pid to, Function<From, Object> request) {
    var call = new OutsideCall(processes, to);
    processes.send(to, request.apply(new From(call.alias)));
    return call;
  }

  Pid to() {
    return to;
  }

  CallOutcome await(Deadline until) {
    try {
      return Process.await(outcome, until);
    } catch (AwaitTimeoutException late) {
      return new CallOutcome.TimedOut();
    }
  }

  @Override
  public void close() {
    processes.unalias(alias);
    processes.unwatch(to, monitor);
  }
}
