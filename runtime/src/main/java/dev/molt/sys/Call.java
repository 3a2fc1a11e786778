package dev.molt.sys;

import dev.molt.process.AliasMode;
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
    if (!isIn(processes)) {
      try (var call = OutsideCall.send(processes, pid, request)) {
        return call.await(until);
      }
    }
    if (pid.equals(Process.self())) return new CallOutcome.CallingSelf();
    return awaitOrGiveUp(send(pid, request).ref(), until);
  }

  /**
   * Sends a request out of a process that will ask for the answer later.
   *
   * @param request makes the message, given whom to answer
   */
  public static PendingCall start(Destination to, Function<From, Object> request) {
    return switch (to) {
      case Destination.ByPid(var pid) -> new PendingCall(send(pid, request));
      case Destination.ByName(var name) -> {
        var pid = Process.whereis(name);
        yield new PendingCall(
            pid != null
                ? send(pid, request)
                // The down message comes at once.
                : Process.monitorAlias(name, AliasMode.UNTIL_REPLY));
      }
    };
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

  private static Alias send(Pid to, Function<From, Object> request) {
    var alias = Process.monitorAlias(to, AliasMode.UNTIL_REPLY);
    Process.send(to, request.apply(new From(alias)));
    return alias;
  }

  /** Null: neither an answer nor a down message by then. */
  static @Nullable CallOutcome await(Ref tag, Deadline until) {
    return Process.<CallOutcome>receive(message -> outcome(message, tag), until, "an answer");
  }

  static CallOutcome awaitOrGiveUp(Ref tag, Deadline until) {
    var outcome = await(tag, until);
    if (outcome != null) return outcome;
    Process.demonitor(tag, DemonitorOption.FLUSH);
    outcome = await(tag, Deadline.in(Duration.ZERO));
    return outcome != null ? outcome : new CallOutcome.TimedOut();
  }

  static @Nullable CallOutcome outcome(Object message, Ref tag) {
    return switch (message) {
      case Answer(var of, var value) when of.equals(tag) -> new CallOutcome.Replied(value);
      case DownMessage(var of, var _, var reason) when of.equals(tag) ->
          new CallOutcome.Down(reason);
      default -> null;
    };
  }
}
