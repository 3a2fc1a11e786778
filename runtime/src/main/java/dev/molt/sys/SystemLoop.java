package dev.molt.sys;

import dev.molt.process.ExitSignal;
import dev.molt.process.Process;
import dev.molt.term.ExitMessage;
import dev.molt.term.ExitReason;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The part of a process that answers system messages. A suspended process stays in here: it takes
 * only system messages and its parent's exit out of its mailbox, all else keeps its order. Runs in
 * the process, has no frame of any module below it but in callbacks.
 *
 * <p>OTP: {@code sys:handle_system_msg/6}, {@code suspend_loop}
 */
public final class SystemLoop {

  /** How the process goes on once a system message has been handled. */
  public sealed interface Outcome {
    /** As before the message. */
    record Resumed() implements Outcome {}

    /** It has been asked to end. */
    record Terminated(ExitReason reason) implements Outcome {}
  }

  private final SystemTarget target;
  private boolean suspended;

  private SystemLoop(SystemTarget target) {
    this.target = target;
  }

  /** Handles a system message, and those after it if it suspends the process. */
  public static Outcome handle(SystemMessage first, SystemTarget target) {
    return new SystemLoop(target).run(first);
  }

  private Outcome run(SystemMessage first) {
    var message = first;
    while (true) {
      var ended = answer(message);
      if (ended != null) return ended;
      if (!suspended) return new Outcome.Resumed();
      switch (Process.receive(this::systemOnly)) {
        case SystemMessage next -> message = next;
        case ExitMessage(var _, var reason) -> {
          return new Outcome.Terminated(reason);
        }
        default -> throw new IllegalStateException("the matcher takes nothing else");
      }
    }
  }

  private @Nullable Object systemOnly(Object message) {
    return switch (message) {
      case SystemMessage system -> system;
      case ExitMessage exit when exit.from().equals(target.parent()) -> exit;
      default -> null;
    };
  }

  /** Null: nothing ends the process. */
  private Outcome.@Nullable Terminated answer(SystemMessage message) {
    if (message.request() instanceof SystemRequest.Terminate(var reason)) {
      Call.reply(message.from(), SystemReply.OK);
      return new Outcome.Terminated(reason);
    }
    Call.reply(message.from(), replyTo(message.request()));
    return null;
  }

  private SystemReply replyTo(SystemRequest request) {
    return switch (request) {
      case SystemRequest.Suspend() -> {
        suspended = true;
        yield SystemReply.OK;
      }
      case SystemRequest.Resume() -> {
        suspended = false;
        yield SystemReply.OK;
      }
      case SystemRequest.GetState() -> guarded("system_get_state", target::state);
      case SystemRequest.ReplaceState(var function) ->
          guarded("system_replace_state", () -> target.replaceState(function));
      case SystemRequest.GetStatus() -> guarded("format_status", this::status);
      case SystemRequest.ChangeCode change when suspended ->
          new SystemReply.Change(
              target.changeCode(change.module(), change.oldVersion(), change.extra()));
      case SystemRequest.ChangeCode change ->
          new SystemReply.Change(new ChangeCodeResult.NotSuspended(change));
      case SystemRequest.Debugging(var what) -> {
        var answer = target.debug().answer(what);
        target.debug(answer.debug());
        yield new SystemReply.Ok(answer.reply());
      }
      case SystemRequest.Snapshot() -> new SystemReply.Ok(target.snapshot());
      case SystemRequest.Restore(var snapshot) -> {
        target.restore(snapshot);
        yield SystemReply.OK;
      }
      case SystemRequest.WhoRuns(var modules) -> new SystemReply.Ok(target.whoRuns(modules));
      case SystemRequest.Terminate _, SystemRequest.Other _ -> new SystemReply.Unknown(request);
    };
  }

  private static SystemReply guarded(String callback, Callable<@Nullable Object> body) {
    try {
      return new SystemReply.Ok(body.call());
    } catch (ExitSignal signal) {
      throw signal;
    } catch (Throwable thrown) {
      return new SystemReply.CallbackFailed(callback, thrown);
    }
  }

  private SystemStatus status() throws Exception {
    return new SystemStatus(
        Process.self(),
        target.kind(),
        suspended,
        target.parent(),
        target.debug().log(),
        target.status(suspended));
  }
}
