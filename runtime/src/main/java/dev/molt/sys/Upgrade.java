package dev.molt.sys;

import dev.molt.code.BatchResult;
import dev.molt.code.CodeServer;
import dev.molt.code.KilledProcess;
import dev.molt.code.ModuleName;
import dev.molt.code.ModuleVersion;
import dev.molt.code.Prepared;
import dev.molt.code.PurgeResult;
import dev.molt.code.SoftPurgeResult;
import dev.molt.process.Processes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads several modules together with the processes that run them: those rest, dependents first;
 * the code is loaded, all at one moment; each changes its state for the new code; and they go on,
 * in the other order. If one cannot, the versions before come back, with the states that were
 * theirs. For one run, on any thread.
 *
 * <p>Differences from OTP: modules are loaded together, not one by one. Processes are found by
 * their callbacks too, not only by child specifications. One that does not answer in time is not
 * left with an old state: the change is put into its mailbox behind the rest it was asked for.
 * After a failure OTP restarts the node.
 *
 * <p>OTP: {@code release_handler_1:eval_script/5}
 */
public final class Upgrade {
  private static final Logger LOG = LoggerFactory.getLogger(Upgrade.class);

  private final Processes processes;
  private final CodeServer code;
  private final Prepared prepared;
  private final Map<ModuleName, ModuleChange> changes = new LinkedHashMap<>();
  private final UpgradeOptions options;
  private final UpgradeRest rest;
  private final UpgradeStates states;

  // The running thread only.
  private final Map<ModuleName, @Nullable String> oldVersions = new HashMap<>();
  private final Map<String, Boolean> stateChangers = new HashMap<>();
  private List<KilledProcess> killed = List.of();

  /**
   * @param prepared what is loaded; the modules in it that have no change are loaded only
   */
  public Upgrade(
      Processes processes,
      CodeServer code,
      Prepared prepared,
      List<ModuleChange> changes,
      UpgradeOptions options) {
    this.processes = processes;
    this.code = code;
    this.prepared = prepared;
    this.options = options;
    this.rest = new UpgradeRest(processes, options.answers());
    this.states = new UpgradeStates(processes, options.answers());
    for (var change : changes) {
      if (change.state() instanceof StateChange.None) continue;
      this.changes.put(change.module(), change);
    }
  }

  /** Does it, and says how it ended. */
  public UpgradeResult run() {
    var refused = purge();
    if (refused != null) return refused;
    var order = UpgradeOrder.dependentsFirst(List.copyOf(changes.values()));
    UpgradeResult result;
    try {
      rest.suspend(order, this::concerns);
      result = load(order.reversed());
    } finally {
      rest.resume();
    }
    return result instanceof UpgradeResult.Upgraded done ? softPurge(done) : result;
  }

  private @Nullable UpgradeResult purge() {
    var kill = options.kill();
    if (kill != null) {
      var purged = code.purge(modules(), kill);
      killed = purged.killed();
      return purged instanceof PurgeResult.CalledOff(var threads, var victims)
          ? new UpgradeResult.CannotKill(threads, victims)
          : null;
    }
    for (var module : modules()) {
      if (code.softPurge(module) instanceof SoftPurgeResult.StillInUse(var by, var threads)) {
        return new UpgradeResult.OldProcesses(module, by, threads);
      }
    }
    return null;
  }

  private List<ModuleName> modules() {
    return prepared.versions().stream().map(ModuleVersion::module).toList();
  }

  private boolean concerns(Runner runner) {
    var change = changes.get(ModuleName.ofClass(runner.callbacks()));
    return change != null
        && switch (change.state()) {
          case StateChange.None() -> false;
          case StateChange.Suspended(), StateChange.Always(var _) -> true;
          case StateChange.Declared(var _) ->
              isSupervisor(runner)
                  || stateChangers.computeIfAbsent(runner.callbacks(), this::hasCodeChange);
        };
  }

  private boolean isSupervisor(Runner runner) {
    return processes
        .view(runner.pid())
        .filter(
            view ->
                view.startedWith() instanceof BehaviourCall call
                    && call.kind() == BehaviourCall.Kind.SUPERVISOR)
        .isPresent();
  }

  private boolean hasCodeChange(String callbacks) {
    var module = ModuleName.ofClass(callbacks);
    return prepared.versions().stream()
        .anyMatch(
            version ->
                version.module().equals(module) && StateChangers.has(version.image(), callbacks));
  }

  private UpgradeResult load(List<ModuleName> dependenciesFirst) {
    for (var module : modules()) {
      oldVersions.put(module, code.current(module).map(ModuleVersion::vsn).orElse(null));
    }
    return switch (code.finish(prepared)) {
      case BatchResult.Errors(var errors) -> new UpgradeResult.NotLoaded(errors, killed);
      case BatchResult.AllLoaded(var versions) -> {
        var failure = change(dependenciesFirst);
        if (failure != null) {
          rollBack(versions);
          yield new UpgradeResult.RolledBack(failure.runner(), failure.why(), killed);
        }
        changeLate(dependenciesFirst);
        yield new UpgradeResult.Upgraded(
            versions, states.changed(), rest.late(), killed, List.of());
      }
    };
  }

  private UpgradeStates.@Nullable Failure change(List<ModuleName> dependenciesFirst) {
    for (var module : dependenciesFirst) {
      if (!changesState(module)) continue;
      for (var entry : rest.resting(module).entrySet()) {
        var failure = states.change(entry.getValue(), request(entry.getKey(), module));
        if (failure != null) return failure;
      }
    }
    return null;
  }

  private void changeLate(List<ModuleName> dependenciesFirst) {
    for (var module : dependenciesFirst) {
      if (!changesState(module)) continue;
      for (var runner : rest.late(module)) {
        states.changeLater(runner, request(runner.callbacks(), module));
      }
    }
  }

  private boolean changesState(ModuleName module) {
    var change = changes.get(module);
    return change != null && !(change.state() instanceof StateChange.Suspended);
  }

  private SystemRequest.ChangeCode request(String callbacks, ModuleName module) {
    var change = changes.get(module);
    var extra =
        switch (change == null ? null : change.state()) {
          case StateChange.Declared(var given) -> given;
          case StateChange.Always(var given) -> given;
          case null, default -> null;
        };
    return new SystemRequest.ChangeCode(callbacks, oldVersions.get(module), extra);
  }

  private void rollBack(List<ModuleVersion> versions) {
    states.restore();
    if (!code.revert(versions)) {
      LOG.error("{} cannot be taken back: something else was loaded meanwhile", versions);
      return;
    }
    for (var version : versions) {
      if (code.softPurge(version.module()) instanceof SoftPurgeResult.StillInUse inUse) {
        LOG.warn("{} was taken back, but is still run by {}", version, inUse.processes());
      }
    }
  }

  private UpgradeResult softPurge(UpgradeResult.Upgraded done) {
    List<ModuleName> old = new ArrayList<>();
    for (var module : modules()) {
      if (code.softPurge(module) instanceof SoftPurgeResult.StillInUse) old.add(module);
    }
    return new UpgradeResult.Upgraded(
        done.versions(), done.changed(), done.late(), done.killed(), old);
  }
}
