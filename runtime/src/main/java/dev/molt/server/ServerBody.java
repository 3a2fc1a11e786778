package dev.molt.server;

import dev.molt.process.ExitException;
import dev.molt.process.ExitSignal;
import dev.molt.process.Fun0;
import dev.molt.process.Next;
import dev.molt.process.Process;
import dev.molt.process.ProcessView;
import dev.molt.process.Processes;
import dev.molt.process.RuntimeCode;
import dev.molt.process.Start;
import dev.molt.process.StartResult;
import dev.molt.sys.BadReturnValue;
import dev.molt.sys.Callbacks;
import dev.molt.sys.NamedStart;
import dev.molt.sys.Raised;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import org.jspecify.annotations.Nullable;

/**
 * The first instructions of a server: {@code init}, and the word to its starter.
 *
 * @param parent whose exit ends it; null if it was started without a link
 *     <p>OTP: {@code gen:init_it/7}, {@code gen_server:init_it/6}
 */
record ServerBody(
    Callbacks<GenServer<@Nullable Object>> module,
    @Nullable Object args,
    @Nullable String name,
    @Nullable Pid parent,
    StartOptions options)
    implements Fun0<Next>, RuntimeCode {

  /** Starts a server and waits until its {@code init} has ended. Any thread. */
  static StartResult start(
      Processes processes,
      @Nullable String name,
      Callbacks<GenServer<@Nullable Object>> module,
      @Nullable Object args,
      StartOptions options,
      boolean linked) {
    var parent = linked ? Process.self() : null;
    var body = new ServerBody(module, args, name, parent, options);
    return NamedStart.start(processes, name, options.timeout(), linked, body);
  }

  /** OTP: {@code gen_server:enter_loop/5}. */
  static Next enterLoop(
      @Nullable String name,
      Callbacks<GenServer<@Nullable Object>> module,
      @Nullable Object state,
      After after,
      StartOptions options) {
    var self = Process.self();
    if (name != null && !self.equals(Process.whereis(name))) {
      throw new ExitException(new ExitReason.Other("process_not_registered"));
    }
    var parent = Process.processes().view(self).map(ProcessView::parent).orElse(null);
    var setup =
        new ServerSetup(
            parent, name == null ? self : name, options.hibernateAfter(), options.debug());
    var loop = new ServerLoop(new ServerCallbacks(module), setup, state, after);
    return Next.call((Fun0<Next> & RuntimeCode) loop::run);
  }

  @Override
  public Object description() {
    return module.initialCall();
  }

  @Override
  public Next apply() {
    var callbacks = new ServerCallbacks(module);
    switch (init(callbacks)) {
      case InitResult.Ok(var state, var after) -> {
        Start.ready();
        var self = name == null ? Process.self() : name;
        var setup = new ServerSetup(parent, self, options.hibernateAfter(), options.debug());
        var loop = new ServerLoop(callbacks, setup, state, after);
        // By the trampoline: no frame holds what the server was started with.
        return Next.call((Fun0<Next> & RuntimeCode) loop::run);
      }
      case InitResult.Refuse(var reason) -> throw fail(reason);
      case InitResult.Ignore() -> throw Start.fail(new StartResult.Ignored(), ExitReason.NORMAL);
      case null -> throw fail(BadReturnValue.reason(null));
    }
  }

  private @Nullable InitResult<@Nullable Object> init(ServerCallbacks callbacks) {
    try {
      return callbacks.init(args);
    } catch (ExitSignal signal) {
      throw signal;
    } catch (Throwable thrown) {
      throw fail(Raised.reason(thrown));
    }
  }

  private static ExitException fail(ExitReason reason) {
    return Start.fail(new StartResult.Failed(reason), reason);
  }
}
