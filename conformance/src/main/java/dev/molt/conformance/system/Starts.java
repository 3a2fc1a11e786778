package dev.molt.conformance.system;

import dev.molt.code.Code;
import dev.molt.code.ModuleName;
import dev.molt.process.Fun0;
import dev.molt.process.Next;
import dev.molt.process.Process;
import dev.molt.process.Processes;
import dev.molt.process.SpawnOptions;
import dev.molt.process.StartResult;
import dev.molt.server.Servers;
import dev.molt.server.StartOptions;
import dev.molt.term.Pid;

/** How the processes of a case are started. */
public final class Starts {
  private Starts() {}

  /**
   * The body of a new process: waits until it is told to go, because by then it is watched, and
   * then goes on in the module by a qualified tail call.
   */
  public static Next whenTold(String module, String body, Object... arguments) {
    Process.receive(message -> message instanceof Request.Go ? message : null);
    return Next.call(() -> call(module, body, arguments));
  }

  /** A process that runs a fun once it is told to go. */
  public static Next funWhenTold(Fun0<?> fun) {
    Process.receive(message -> message instanceof Request.Go ? message : null);
    return Next.call(fun);
  }

  /**
   * A qualified call by name; what the function returns, or the stop of one that returns nothing.
   */
  public static Object call(String module, String function, Object... arguments) throws Exception {
    try {
      var value = Code.server().call(ModuleName.of(module), function, arguments);
      return value == null ? Next.stop() : value;
    } catch (Exception | Error thrown) {
      throw thrown;
    } catch (Throwable other) {
      throw new IllegalStateException(other);
    }
  }

  public static Pid spawn(Processes processes, String module, String body, Object... arguments) {
    Fun0<Next> start = () -> whenTold(module, body, arguments);
    return processes.spawn(SpawnOptions.DEFAULT, start);
  }

  static Pid spawnLink(String module, String body) {
    Fun0<Next> start = () -> whenTold(module, body);
    return Process.spawnLink(start);
  }

  /** Spawned as the function itself, and suspended before its first instruction. */
  public static Pid spawnFrozen(Processes processes, String module, String body) {
    Fun0<Object> start = () -> call(module, body);
    return processes.spawn(SpawnOptions.DEFAULT.suspend(), start);
  }

  /** The start function of a supervised child. */
  public static StartResult child(String supervisor, String id, String module, String body) {
    var name = supervisor + "/" + id;
    if (body.equals("server")) {
      var result =
          new Servers(Process.processes())
              .startLinkNamed(null, module, ServerState.FIRST, StartOptions.DEFAULT);
      if (result instanceof StartResult.Started(var pid)) Book.here().track(name, pid, body);
      return result;
    }
    var pid = spawnLink(module, body);
    Book.here().track(name, pid, body);
    Process.send(pid, new Request.Go());
    return new StartResult.Started(pid);
  }
}
