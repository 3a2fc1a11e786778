package dev.molt.conformance.play;

import dev.molt.conformance.system.Boom;
import dev.molt.conformance.system.Reasons;
import dev.molt.conformance.system.Request;
import dev.molt.conformance.system.ServerState;
import dev.molt.process.Fun0;
import dev.molt.process.Fun1;
import dev.molt.process.StartResult;
import dev.molt.server.Server;
import dev.molt.server.Servers;
import dev.molt.server.StartOptions;
import dev.molt.sys.CallExit;
import dev.molt.sys.CallFailure;
import dev.molt.sys.CallbackFailedException;
import dev.molt.sys.ChangeCodeResult;
import dev.molt.sys.Down;
import dev.molt.sys.Sys;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Operations on servers, by calls and by system messages. */
final class ServerOperations {
  private static final List<String> SERVERS = List.of("server", "server_busy", "tcp_active_server");

  private final World world;
  private final Asking asking;
  private final Fresh fresh;

  // The driver's.
  private final Map<String, CompletableFuture<String>> callers = new HashMap<>();

  ServerOperations(World world, Asking asking, Fresh fresh) {
    this.world = world;
    this.asking = asking;
    this.fresh = fresh;
  }

  /** Null if it is no operation of these. */
  @Nullable String run(List<String> words) {
    var name = words.size() > 1 ? words.get(1) : "";
    var more = words.size() > 2 ? words.get(2) : "";
    return switch (words.getFirst()) {
      case "ping" -> ping(name);
      case "nap" -> nap(name);
      case "block" -> block(name);
      case "unblock" -> asking.post(world.pid(name), new Request.Unblock());
      case "caller" -> Objects.requireNonNull(callers.get(name), name).getNow("pending");
      case "suspend" -> on(name, sys -> done(sys::suspend));
      case "resume" -> on(name, sys -> done(sys::resume));
      case "get_state" -> on(name, sys -> String.valueOf(sys.getState()));
      case "replace_state" -> on(name, sys -> replace(sys, more));
      case "change_code" -> on(name, sys -> changeCode(sys, words));
      case "stat" -> on(name, sys -> stat(sys, more));
      case "stop" -> on(name, sys -> done(() -> sys.stop(Reasons.of(more))));
      default -> null;
    };
  }

  /** Starts a server; {@code ok} or {@code error R}. */
  String start(String name, String module, String body) {
    var result =
        new Servers(world.processes())
            .startNamed(null, module, ServerState.FIRST, StartOptions.DEFAULT);
    return switch (result) {
      case StartResult.Started(var pid) -> {
        world.book().track(name, pid, body);
        yield body.equals("server_busy") ? block(name) : "ok";
      }
      case StartResult.Failed(var reason) -> "error " + Reasons.symbol(reason);
      case StartResult.Ignored _, StartResult.AlreadyStarted _ ->
          throw new IllegalStateException(String.valueOf(result));
    };
  }

  private boolean isServer(String name) {
    var entry = world.book().find(name);
    return entry != null && SERVERS.contains(entry.kind());
  }

  private String ping(String name) {
    if (!isServer(name)) return asking.text(world.pid(name), Request.Ping::new);
    return on(
        name,
        pid ->
            String.valueOf(
                Server.call(Objects.requireNonNull(world.pid(name)), "ping", world.patience())));
  }

  private String nap(String name) {
    var pid = world.alive(name);
    if (pid == null) return "noproc";
    Server.cast(pid, "nap");
    return "ok";
  }

  private String block(String name) {
    var pid = world.pid(name);
    Fun0<String> call = () -> pid == null ? "exit noproc" : blocked(pid);
    callers.put(name, fresh.begin(call));
    return "ok";
  }

  private static String blocked(Pid pid) {
    try {
      return "ok " + Server.callPatiently(pid, "block");
    } catch (CallExit exit) {
      return "exit " + Reasons.symbol(exit.failure().reason());
    }
  }

  private interface Work {
    String on(Sys sys) throws Exception;
  }

  private String on(String name, Work work) {
    var pid = world.pid(name);
    if (pid == null) return "noproc";
    try {
      return work.on(Sys.of(world.processes(), pid).within(world.patience()));
    } catch (CallExit exit) {
      return failed(exit.failure().reason());
    } catch (dev.molt.process.ExitException exit) {
      return failed(exit.reason());
    } catch (CallbackFailedException failed) {
      return "callback_failed";
    } catch (Exception other) {
      throw new IllegalStateException(other);
    }
  }

  private static String failed(ExitReason reason) {
    if (reason instanceof ExitReason.NoProc) return "noproc";
    if (reason.equals(CallFailure.TIMEOUT)) return "timeout";
    return "exit " + Reasons.symbol(reason);
  }

  private static String done(Runnable work) {
    work.run();
    return "ok";
  }

  private static String replace(Sys sys, String what) {
    Fun1<@Nullable Object, @Nullable Object> change =
        what.equals("crash")
            ? _ -> {
              throw new Boom();
            }
            : state -> new ServerState(Integer.parseInt(what), ((ServerState) state).tag());
    return String.valueOf(sys.replaceState(change));
  }

  private static String changeCode(Sys sys, List<String> words) {
    var old = words.get(3);
    Object version =
        old.startsWith("down:") ? new Down(old.substring("down:".length())) : (Object) old;
    return switch (sys.changeCode(words.get(2), version, words.get(4))) {
      case ChangeCodeResult.Changed() -> "ok";
      case ChangeCodeResult.NotSuspended _ -> "error unknown_system_msg";
      case ChangeCodeResult.Refused(var reason) -> "error " + reason;
      case ChangeCodeResult.Crashed(var error) -> "error crash " + Reasons.symbol(error);
      // The types let nothing else through than null, which stands for the case's junk.
      case ChangeCodeResult.BadReturn _ -> "error bad_return junk";
    };
  }

  private static String stat(Sys sys, String what) {
    if (!what.equals("get")) return done(() -> sys.statistics(what.equals("on")));
    return sys.getStatistics()
        .map(one -> "in=" + one.messagesIn() + " out=" + one.messagesOut())
        .orElse("none");
  }
}
