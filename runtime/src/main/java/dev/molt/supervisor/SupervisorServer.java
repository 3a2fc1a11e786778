package dev.molt.supervisor;

import dev.molt.code.ModuleName;
import dev.molt.process.Process;
import dev.molt.server.CallResult;
import dev.molt.server.CastResult;
import dev.molt.server.Directory;
import dev.molt.server.GenServer;
import dev.molt.server.InitResult;
import dev.molt.server.Server;
import dev.molt.server.ServerStatus;
import dev.molt.sys.BadReturnValue;
import dev.molt.sys.CodeChangeResult;
import dev.molt.sys.Runner;
import dev.molt.term.ExitMessage;
import dev.molt.term.ExitReason;
import dev.molt.term.From;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The server that a supervisor is. It has no state of its own.
 *
 * <p>OTP: {@code supervisor}
 */
final class SupervisorServer implements GenServer<SupervisorState>, Directory {
  static final SupervisorServer CALLBACKS = new SupervisorServer();

  private SupervisorServer() {}

  @Override
  public InitResult<SupervisorState> init(@Nullable Object args) throws Exception {
    if (!(args instanceof SupervisorArgs setup)) throw new IllegalArgumentException();
    Process.trapExit(true);
    return switch (setup.module().call("init", 1, module -> module.init(setup.args()))) {
      case SupervisorInit.Ok ok -> start(setup, ok);
      case SupervisorInit.Ignore() -> GenServer.ignore();
      case null -> GenServer.stop(BadReturnValue.reason(null));
    };
  }

  private static InitResult<SupervisorState> start(SupervisorArgs setup, SupervisorInit.Ok ok) {
    var flags = ok.flags();
    var fault = Specs.fault(ok.children(), flags);
    if (fault.isPresent()) return GenServer.stop(new ExitReason.Other(fault.get()));
    var name = setup.name();
    var log =
        new SupervisorLog(name != null ? name : Process.self() + " " + setup.module().module());
    if (flags.strategy() == Strategy.SIMPLE_ONE_FOR_ONE) {
      var children = new DynamicChildren(log, ok.children().getFirst());
      return GenServer.ok(new SupervisorState(setup, log, flags, children));
    }
    var children = new NamedChildren(log, ok.children());
    var failed = children.startAll();
    if (failed == null) return GenServer.ok(new SupervisorState(setup, log, flags, children));
    children.terminate();
    return GenServer.stop(new ExitReason.Shutdown(failed));
  }

  @Override
  public CallResult<SupervisorState> handleCall(Object request, From from, SupervisorState state) {
    if (!(request instanceof SupervisorRequest asked)) {
      state.log.unexpected(request);
      return GenServer.noReply(state);
    }
    return GenServer.reply(answer(asked, state), state);
  }

  private static Object answer(SupervisorRequest request, SupervisorState state) {
    var children = state.children;
    return switch (request) {
      case SupervisorRequest.StartChild(var spec) -> start(spec, state);
      case SupervisorRequest.StartDynamic(var more) ->
          children instanceof DynamicChildren dynamic
              ? dynamic.start(more)
              : new ChildResult.IsNotSimpleOneForOne();
      case SupervisorRequest.TerminateChild(var id) -> children.terminate(id);
      case SupervisorRequest.RestartChild(var id) -> children.restart(id);
      case SupervisorRequest.DeleteChild(var id) -> children.delete(id);
      case SupervisorRequest.GetSpec(var id) -> children.spec(id);
      case SupervisorRequest.WhichChildren() -> children.which();
      case SupervisorRequest.CountChildren() -> children.counts();
      case SupervisorRequest.TryAgain _ -> throw new IllegalArgumentException("not a call");
    };
  }

  private static ChildResult.OfStart start(ChildSpec spec, SupervisorState state) {
    if (!(state.children instanceof NamedChildren named)) {
      return new ChildResult.IsSimpleOneForOne();
    }
    var fault = Specs.fault(spec, state.flags.autoShutdown());
    return fault.isPresent() ? new ChildResult.InvalidSpec(fault.get()) : named.start(spec);
  }

  @Override
  public CastResult<SupervisorState> handleCast(Object request, SupervisorState state) {
    if (!(request instanceof SupervisorRequest.TryAgain(var key))) {
      state.log.unexpected(request);
      return GenServer.noReply(state);
    }
    var child = state.children.restarting(key);
    return child == null ? GenServer.noReply(state) : restart(child, state);
  }

  @Override
  public CastResult<SupervisorState> handleInfo(Object message, SupervisorState state) {
    if (!(message instanceof ExitMessage(var pid, var reason))) {
      state.log.unexpected(message);
      return GenServer.noReply(state);
    }
    var child = state.children.byPid(pid);
    return child == null ? GenServer.noReply(state) : ended(child, reason, state);
  }

  private static CastResult<SupervisorState> ended(
      Supervised child, ExitReason reason, SupervisorState state) {
    var restart = child.spec().restart();
    if (restart.isErrorWhen(reason)) state.log.childTerminated(child, reason);
    if (restart.after(reason)) return restart(child, state);
    state.children.ended(child);
    return endsWith(child, state) ? shutdown(state) : GenServer.noReply(state);
  }

  /** Whether the end of this child, which is not restarted, is the supervisor's own. */
  private static boolean endsWith(Supervised child, SupervisorState state) {
    if (!child.spec().significant()) return false;
    return switch (state.flags.autoShutdown()) {
      case NEVER -> false;
      case ANY_SIGNIFICANT -> true;
      case ALL_SIGNIFICANT -> !state.children.hasSignificant();
    };
  }

  private static CastResult<SupervisorState> restart(Supervised child, SupervisorState state) {
    if (!state.mayRestart()) {
      state.log.givesUp(child, state.flags);
      state.children.ended(child);
      return shutdown(state);
    }
    var again = state.children.restart(child, state.flags.strategy());
    if (again != null) Server.cast(Process.self(), new SupervisorRequest.TryAgain(again));
    return GenServer.noReply(state);
  }

  private static CastResult<SupervisorState> shutdown(SupervisorState state) {
    return GenServer.stop(ExitReason.SHUTDOWN, state);
  }

  @Override
  public void terminate(ExitReason reason, SupervisorState state) {
    state.children.terminate();
  }

  /**
   * Asks the module anew for rules and children, with the argument of its start. No child is
   * started or ended by this.
   */
  @Override
  @SuppressWarnings("NullAway") // a bad return value is null
  public CodeChangeResult<SupervisorState> codeChange(
      @Nullable Object oldVersion, @Nullable Object old, @Nullable Object extra) throws Exception {
    if (!(old instanceof SupervisorState state)) throw new IllegalArgumentException();
    return switch (state.module.call("init", 1, module -> module.init(state.args))) {
      case SupervisorInit.Ok(var flags, var specs) -> change(state, flags, specs);
      case SupervisorInit.Ignore() -> CodeChangeResult.ok(state);
      case null -> null;
    };
  }

  private static CodeChangeResult<SupervisorState> change(
      SupervisorState state, SupervisorFlags flags, List<ChildSpec> specs) {
    var fault = Specs.fault(specs, flags);
    if (fault.isPresent()) return CodeChangeResult.error(fault.get());
    var simple = flags.strategy() == Strategy.SIMPLE_ONE_FOR_ONE;
    return switch (state.children) {
      case DynamicChildren dynamic when simple ->
          CodeChangeResult.ok(state.with(flags, dynamic.with(specs.getFirst())));
      case NamedChildren named when !simple ->
          CodeChangeResult.ok(state.with(flags, named.with(specs)));
      case DynamicChildren _, NamedChildren _ ->
          CodeChangeResult.error("simple_one_for_one is not left, nor entered");
    };
  }

  /** Its children whose specifications name one of the modules. */
  @Override
  public List<Runner> whoRuns(Set<ModuleName> modules, @Nullable Object of) {
    if (!(of instanceof SupervisorState state)) return List.of();
    List<Runner> runners = new ArrayList<>();
    for (var child : state.children.which()) {
      var pid = child.pid();
      if (pid == null || !(child.modules() instanceof Modules.Listed(var listed))) continue;
      for (var module : listed) {
        if (modules.contains(ModuleName.ofClass(module))) runners.add(new Runner(pid, module));
      }
    }
    return runners;
  }

  @Override
  public ServerStatus formatStatus(ServerStatus status) {
    if (!(status.state() instanceof SupervisorState state)) return status;
    return status.withState(
        new SupervisorStatus(state.module.module(), state.flags, state.children.which()));
  }
}
