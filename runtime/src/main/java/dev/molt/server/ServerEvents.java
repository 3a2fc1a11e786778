package dev.molt.server;

import dev.molt.sys.SystemEvent;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * The events of a server for a reader, as its callbacks see them.
 *
 * <p>OTP: {@code gen_server:print_event/3}
 */
final class ServerEvents {
  private ServerEvents() {}

  static void print(PrintStream out, SystemEvent event, @Nullable Object name) {
    out.println("*DBG* " + name + " " + text(event));
  }

  private static String text(SystemEvent event) {
    return switch (event) {
      case SystemEvent.In(ServerMessage.Call(var from, var request)) ->
          "got call " + request + " from " + from.pid();
      case SystemEvent.In(ServerMessage.Cast(var request)) -> "got cast " + request;
      case SystemEvent.In(var message) -> "got " + message;
      case SystemEvent.Answered(var reply, var to, var state) ->
          "sent " + reply + " to " + to.pid() + ", new state " + state;
      case SystemEvent.Unanswered(var state) -> "new state " + state;
      case SystemEvent.Continued(var argument) -> "continues with " + argument;
      case SystemEvent.InFrom _, SystemEvent.Out _, SystemEvent.Other _ -> "dbg " + event;
    };
  }
}
