package dev.molt.sys;

import dev.molt.process.AliasMode;
import dev.molt.process.AwaitTimeoutException;
import dev.molt.process.Deadline;
import dev.molt.process.DemonitorOption;
import dev.molt.process.Process;
import dev.molt.process.Processes;
import dev.molt.term.Alias;
import dev.molt.term.DownMessage;
import dev.molt.term.ExitReason;
import dev.molt.term.From;
import dev.molt.term.Pid;
import dev.molt.term.Ref;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request and the wait for its answer. The answer comes through an alias that ends with the wait,
 * so a late one never arrives. Any thread may ask; in a process the wait is a receive, so an exit
 * signal ends it.
 *
 * <p>OTP: {@code gen:call/4}, {@code gen:reply/2}
 */
public final class Call {
  private Call() {}

  /**
   * Sends a request and waits for the answer.
   *
   * @param request makes the message, given whom to answer
   */
  public static CallOutcome ask(
      Processes processes, Destination to, Function<From, Object> request, Deadline until) {
    var pid = whereis(processes, to);
    if (pid == null) return new CallOutcome.Down(ExitReason.NOPROC);
    if (!isIn(processes)) return askFromOutside(processes, pid, request, until);
    if (pid.equals(Process.self())) return new CallOutcome.CallingSelf();
    var alias = send(pid, request);
    var outcome = await(alias.ref(), until);
    if (outcome != null) return outcome;
    Process.demonitor(alias.ref(), DemonitorOption.FLUSH);
    outcome = await(alias.ref(), Deadline.in(Duration.ZERO));
    return outcome != null ? outcome : new CallOutcome.TimedOut();
  }

  /** Answers a request. If the caller has given up, the answer is dropped. */
  public static void reply(From to, @Nullable Object value) {
    Process.send(to.replyTo(), new Answer(to.tag(), value));
  }

  static @Nullable Pid whereis(Processes processes, Destination to) {
    return switch (to) {
      case Destination.ByPid(var pid) -> pid;
      case Destination.ByName(var name) -> processes.whereis(name);
    };
  }

  private static boolean isIn(Processes processes) {
    return Process.isProcess() && Process.processes() == processes;
  }

  /** Sends a request out of a process; its answer, or the down message, bears the alias's ref. */
  static Alias send(Pid to, Function<From, Object> request) {
    var alias = Process.monitorAlias(to, AliasMode.UNTIL_REPLY);
    Process.send(to, request.apply(new From(alias)));
    return alias;
  }

  /** Null: neither an answer nor a down message by then. */
  static @Nullable CallOutcome await(Ref tag, Deadline until) {
    return Process.<CallOutcome>receive(message -> outcome(message, tag), until, "an answer");
  }

  static @Nullable CallOutcome outcome(Object message, Ref tag) {
    return switch (message) {
      case Answer(var of, var value) when of.equals(tag) -> new CallOutcome.Replied(value);
      case DownMessage(var of, var _, var reason) when of.equals(tag) ->
          new CallOutcome.Down(reason);
      default -> null;
    };
  }

  private static CallOutcome askFromOutside(
      Processes processes, Pid to, Function<From, Object> request, Deadline until) {
    var outcome = new CompletableFuture<CallOutcome>();
    var alias =
        processes.alias(
            message -> {
              if (message instanceof Answer answer)
                outcome.complete(new CallOutcome.Replied(answer.value()));
            });
    var monitor =
        processes.watch(to, down -> outcome.complete(new CallOutcome.Down(down.reason())));
    processes.send(to, request.apply(new From(alias)));
    try {
      return Process.await(outcome, until);
    } catch (AwaitTimeoutException late) {
      return new CallOutcome.TimedOut();
    } finally {
      processes.unalias(alias);
      processes.unwatch(to, monitor);
    }
  }
}
