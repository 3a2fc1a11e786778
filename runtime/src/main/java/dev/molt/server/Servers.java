package dev.molt.server;

import dev.molt.process.Deadline;
import dev.molt.process.Processes;
import dev.molt.process.StartResult;
import dev.molt.sys.BehaviourCall;
import dev.molt.sys.Call;
import dev.molt.sys.CallOutcome;
import dev.molt.sys.Callbacks;
import dev.molt.sys.Destination;
import dev.molt.sys.Sys;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The servers of one node, for any thread. Code in a process uses {@link Server}, which says more
 * of each function.
 */
public final class Servers {
  /** How long a call waits for its answer unless told otherwise, as in OTP. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

  private final Processes processes;

  public Servers(Processes processes) {
    this.processes = processes;
  }

  public StartResult start(
      @Nullable String name,
      Class<? extends GenServer<?>> module,
      @Nullable Object args,
      StartOptions options) {
    return ServerBody.start(processes, name, callbacks(module), args, options, false);
  }

  /** In a process only: that one is linked to the server, and its parent. */
  public StartResult startLink(
      @Nullable String name,
      Class<? extends GenServer<?>> module,
      @Nullable Object args,
      StartOptions options) {
    return ServerBody.start(processes, name, callbacks(module), args, options, true);
  }

  /** The same by the name of the module's class, which needs a code server. */
  public StartResult startNamed(
      @Nullable String name, String module, @Nullable Object args, StartOptions options) {
    return ServerBody.start(processes, name, callbacks(module), args, options, false);
  }

  /** The same in a process, linked to it. */
  public StartResult startLinkNamed(
      @Nullable String name, String module, @Nullable Object args, StartOptions options) {
    return ServerBody.start(processes, name, callbacks(module), args, options, true);
  }

  /** For behaviours of the runtime that are servers themselves. */
  @SuppressWarnings("unchecked") // the state comes from these callbacks and goes to them
  public StartResult startOwn(
      @Nullable String name,
      BehaviourCall initialCall,
      GenServer<?> callbacks,
      @Nullable Object args,
      boolean linked) {
    var own = (GenServer<@Nullable Object>) callbacks;
    var source = Callbacks.fixed(initialCall, own);
    return ServerBody.start(processes, name, source, args, StartOptions.DEFAULT, linked);
  }

  private Callbacks<GenServer<@Nullable Object>> callbacks(String module) {
    return Callbacks.named(processes, BehaviourCall.Kind.SERVER, module, GenServer.class);
  }

  Callbacks<GenServer<@Nullable Object>> callbacks(Class<? extends GenServer<?>> module) {
    return Callbacks.of(processes, BehaviourCall.Kind.SERVER, module, GenServer.class);
  }

  public CallOutcome call(Pid server, Object request, Duration timeout) {
    return call(Destination.of(server), request, Deadline.in(timeout));
  }

  public CallOutcome call(String server, Object request, Duration timeout) {
    return call(Destination.of(server), request, Deadline.in(timeout));
  }

  /** Waits for the answer as long as it takes. */
  public CallOutcome call(Destination server, Object request) {
    return call(server, request, Deadline.NEVER);
  }

  CallOutcome call(Destination server, Object request, Deadline until) {
    return Call.ask(processes, server, from -> new ServerMessage.Call(from, request), until);
  }

  public void cast(Pid server, Object request) {
    processes.send(server, new ServerMessage.Cast(request));
  }

  public void cast(String server, Object request) {
    var pid = processes.whereis(server);
    if (pid != null) cast(pid, request);
  }

  public void stop(Pid server, ExitReason reason, Duration timeout) {
    Sys.of(processes, server).within(timeout).stop(reason);
  }

  public void stop(String server, ExitReason reason, Duration timeout) {
    Sys.of(processes, server).within(timeout).stop(reason);
  }
}
