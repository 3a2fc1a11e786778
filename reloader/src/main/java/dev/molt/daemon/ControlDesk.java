package dev.molt.daemon;

import dev.molt.code.CodeServer;
import dev.molt.code.LoadFailure;
import dev.molt.code.LoadResult;
import dev.molt.code.ModuleName;
import dev.molt.code.ModuleVersion;
import dev.molt.code.PurgeResult;
import dev.molt.code.SoftPurgeResult;
import dev.molt.control.ControlHandler;
import dev.molt.control.ControlReply;
import dev.molt.control.ControlRequest;
import dev.molt.control.Literal;
import dev.molt.process.Processes;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does what commands ask of a running daemon: each request is one question to the code server or
 * the processes, and its answer in words. Called on the control server's threads.
 */
final class ControlDesk implements ControlHandler {
  private final Processes processes;
  private final CodeServer code;
  private final Supplier<ControlReply.State> state;
  private final Runnable stop;

  /**
   * @param state what the daemon says of itself
   * @param stop begins to stop the daemon; returns at once
   */
  ControlDesk(
      Processes processes, CodeServer code, Supplier<ControlReply.State> state, Runnable stop) {
    this.processes = processes;
    this.code = code;
    this.state = state;
    this.stop = stop;
  }

  @Override
  public ControlReply handle(ControlRequest request) {
    return switch (request) {
      case ControlRequest.Ps() -> new ControlReply.Processes(Rows.processes(processes));
      case ControlRequest.Modules() ->
          new ControlReply.Modules(code.modules().stream().map(Rows::module).toList());
      case ControlRequest.Check(var module) -> on(module, this::check);
      case ControlRequest.Load(var module) -> on(module, this::load);
      case ControlRequest.Purge(var module) -> on(module, this::purge);
      case ControlRequest.SoftPurge(var module) -> on(module, this::softPurge);
      case ControlRequest.Delete(var module) -> on(module, this::delete);
      case ControlRequest.Call call ->
          on(call.module(), name -> new FunctionCall(processes, code, name, call).make());
      case ControlRequest.Send(var name, var message) -> send(name, message);
      case ControlRequest.Status() -> state.get();
      case ControlRequest.Stop() -> {
        stop.run();
        yield new ControlReply.Done("stopping");
      }
    };
  }

  /** Finds the module that is meant by a name, which may be without its package. */
  private ControlReply on(String wanted, Function<ModuleName, ControlReply> action) {
    return switch (new ModuleLookup(code).find(wanted)) {
      case ModuleLookup.Found(var module) -> action.apply(module);
      case ModuleLookup.Unknown(var near) ->
          new ControlReply.Refused("nofile", "there is no module " + wanted, near);
      case ModuleLookup.Ambiguous(var candidates) ->
          new ControlReply.Refused(
              "ambiguous", wanted + " may be one of several modules; name it in full", candidates);
    };
  }

  private ControlReply check(ModuleName module) {
    var preview = code.preview(List.of(module));
    var check = preview.modules().getFirst();
    return new ControlReply.Checked(
        module.binaryName(),
        number(check.old()),
        check.killedNow().stream().map(Rows::use).toList(),
        check.onOldCodeAfter().stream().map(Rows::use).toList(),
        preview.unkillable().stream().map(Rows::thread).toList());
  }

  private ControlReply load(ModuleName module) {
    return switch (code.loadFile(module)) {
      case LoadResult.Loaded(var version) -> new ControlReply.Done("loaded " + version);
      case LoadFailure why -> new ControlReply.Refused(why.otp(), Sentences.of(module, why));
    };
  }

  private ControlReply purge(ModuleName module) {
    var old = code.old(module).orElse(null);
    return switch (code.purge(module)) {
      case PurgeResult.Purged(_, var killed) ->
          new ControlReply.Purged(
              module.binaryName(), number(old), killed.stream().map(Rows::killed).toList());
      case PurgeResult.CalledOff(var threads, var killed) ->
          new ControlReply.Refused(
              "called_off",
              "threads run old code of " + module + " and cannot be killed; its old version stays",
              List.of(),
              List.of(),
              threads.stream().map(Rows::thread).toList(),
              killed.stream().map(Rows::killed).toList());
    };
  }

  private ControlReply softPurge(ModuleName module) {
    return switch (code.softPurge(module)) {
      case SoftPurgeResult.SoftPurged(var hadOld) ->
          new ControlReply.Done(
              hadOld ? "purged the old version of " + module : module + " has no old version");
      case SoftPurgeResult.StillInUse(var uses, var threads) ->
          new ControlReply.Refused(
              "in_use",
              "the old version of " + module + " is in use; nothing was changed",
              List.of(),
              uses.stream().map(Rows::use).toList(),
              threads.stream().map(Rows::thread).toList(),
              List.of());
    };
  }

  private ControlReply delete(ModuleName module) {
    if (code.delete(module))
      return new ControlReply.Done("deleted " + module + "; what runs goes on in old code");
    return code.checkOldCode(module)
        ? new ControlReply.Refused("old_code", module + " has an old version; purge it first")
        : new ControlReply.Refused("not_loaded", module + " is not loaded");
  }

  private ControlReply send(String name, String message) {
    var to = processes.whereis(name);
    if (to == null)
      return new ControlReply.Refused(
          "badarg",
          "no process is registered as " + name,
          ModuleLookup.near(name, processes.registered()));
    processes.send(to, Literal.parse(message));
    return new ControlReply.Done("sent to " + to);
  }

  private static @Nullable Integer number(@Nullable ModuleVersion version) {
    return version == null ? null : version.number();
  }
}
