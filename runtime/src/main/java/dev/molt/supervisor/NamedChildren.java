package dev.molt.supervisor;

import dev.molt.process.Process;
import dev.molt.term.Pid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Children of which each has a specification and an id, in the order of their start.
 *
 * <p>Longer than most files: one small function for each request, and the restarts that touch
 * several.
 *
 * <p>OTP: {@code supervisor}, all strategies but simple_one_for_one
 */
final class NamedChildren implements Children {
  private final SupervisorLog log;

  // The supervisor's process only. In the order of the start.
  private final LinkedHashMap<Object, Supervised> byId = new LinkedHashMap<>();
  private final Map<Pid, Object> ids = new HashMap<>();

  NamedChildren(SupervisorLog log, List<ChildSpec> specs) {
    this.log = log;
    for (var spec : specs) byId.put(spec.id(), new Supervised(spec, ChildState.STOPPED));
  }

  /** Starts all of them in their order; null: all are up. */
  @Nullable FailedToStart startAll() {
    return startAll(List.copyOf(byId.keySet()));
  }

  private @Nullable FailedToStart startAll(List<Object> which) {
    for (var id : which) {
      var child = byId.get(id);
      if (child == null) continue;
      switch (ChildStart.of(child.spec().start())) {
        case ChildStart.Up up -> up(child, up);
        case ChildStart.Failed(var reason) -> {
          log.startError(child, reason);
          return new FailedToStart(id, reason);
        }
      }
    }
    return null;
  }

  /** A temporary child that did not want to start is forgotten. */
  private void up(Supervised child, ChildStart.Up up) {
    if (up.pid() == null && child.isTemporary()) forget(child.spec().id());
    else put(new Supervised(child.spec().kept(), ChildState.of(up.pid())));
    log.started(child, up.pid());
  }

  private void put(Supervised child) {
    var id = child.spec().id();
    var before = byId.put(id, child);
    var was = before == null ? null : before.pid();
    if (was != null) ids.remove(was);
    var pid = child.pid();
    if (pid != null) ids.put(pid, id);
  }

  private void forget(Object id) {
    var before = byId.remove(id);
    var was = before == null ? null : before.pid();
    if (was != null) ids.remove(was);
  }

  @Override
  public @Nullable Supervised byPid(Pid pid) {
    var id = ids.get(pid);
    return id == null ? null : byId.get(id);
  }

  @Override
  public @Nullable Supervised restarting(Object key) {
    var child = byId.get(key);
    return child != null && child.state() instanceof ChildState.Restarting ? child : null;
  }

  @Override
  public void ended(Supervised child) {
    if (child.isTemporary()) forget(child.spec().id());
    else put(child.with(ChildState.STOPPED));
  }

  @Override
  public @Nullable Object restart(Supervised child, Strategy strategy) {
    var id = child.spec().id();
    var all = List.copyOf(byId.keySet());
    return switch (strategy) {
      case ONE_FOR_ONE, SIMPLE_ONE_FOR_ONE -> restartOne(child);
      case ONE_FOR_ALL -> restartAll(child, all);
      case REST_FOR_ONE -> restartAll(child, all.subList(all.indexOf(id), all.size()));
    };
  }

  private @Nullable Object restartOne(Supervised child) {
    return switch (ChildStart.of(child.spec().start())) {
      case ChildStart.Up up -> {
        put(child.with(ChildState.of(up.pid())));
        log.started(child, up.pid());
        yield null;
      }
      case ChildStart.Failed(var reason) -> {
        put(child.with(child.state().failedAgain()));
        log.startError(child, reason);
        yield child.spec().id();
      }
    };
  }

  private @Nullable Object restartAll(Supervised child, List<Object> which) {
    put(child.with(ChildState.STOPPED));
    terminate(which);
    var failed = startAll(which);
    if (failed == null) return null;
    var culprit = byId.get(failed.id());
    if (culprit == null) return null;
    var state = failed.id().equals(child.spec().id()) ? child.state() : ChildState.STOPPED;
    put(culprit.with(state.failedAgain()));
    return failed.id();
  }

  @Override
  public void terminate() {
    terminate(List.copyOf(byId.keySet()));
  }

  private void terminate(List<Object> which) {
    for (var id : which.reversed()) {
      var child = byId.get(id);
      if (child == null) continue;
      end(child);
      ended(child);
    }
  }

  private void end(Supervised child) {
    var pid = child.pid();
    if (pid == null) return;
    var spec = child.spec();
    var reason = ChildEnd.of(pid, spec.shutdown());
    if (!spec.shutdown().isObeyed(reason, spec.restart())) log.shutdownError(child, reason);
  }

  @Override
  public boolean hasSignificant() {
    return byId.values().stream()
        .anyMatch(
            child -> child.spec().significant() && !(child.state() instanceof ChildState.Stopped));
  }

  /** Starts a child that was none so far, behind all others. */
  ChildResult.OfStart start(ChildSpec spec) {
    var there = byId.get(spec.id());
    if (there != null) {
      var pid = there.pid();
      return pid != null ? new ChildResult.AlreadyStarted(pid) : new ChildResult.AlreadyPresent();
    }
    var child = new Supervised(spec, ChildState.STOPPED);
    return switch (ChildStart.of(spec.start())) {
      case ChildStart.Up up -> {
        up(child, up);
        yield new ChildResult.Started(up.pid(), up.info());
      }
      case ChildStart.Failed(var reason) -> new ChildResult.StartFailed(reason);
    };
  }

  @Override
  public ChildResult.OfTerminate terminate(Object id) {
    var child = byId.get(id);
    if (child == null) return new ChildResult.NotFound();
    end(child);
    ended(child);
    return new ChildResult.Terminated();
  }

  @Override
  public ChildResult.OfRestart restart(Object id) {
    var child = byId.get(id);
    return switch (child == null ? null : child.state()) {
      case null -> new ChildResult.NotFound();
      case ChildState.Running _ -> new ChildResult.IsRunning();
      case ChildState.Restarting _ -> new ChildResult.IsRestarting();
      case ChildState.Stopped _ -> started(child);
    };
  }

  private ChildResult.OfRestart started(@Nullable Supervised child) {
    if (child == null) return new ChildResult.NotFound();
    return switch (ChildStart.of(child.spec().start())) {
      case ChildStart.Up up -> {
        put(child.with(ChildState.of(up.pid())));
        log.started(child, up.pid());
        yield new ChildResult.Started(up.pid(), up.info());
      }
      case ChildStart.Failed(var reason) -> new ChildResult.StartFailed(reason);
    };
  }

  @Override
  public ChildResult.OfDelete delete(Object id) {
    var child = byId.get(id);
    return switch (child == null ? null : child.state()) {
      case null -> new ChildResult.NotFound();
      case ChildState.Running _ -> new ChildResult.IsRunning();
      case ChildState.Restarting _ -> new ChildResult.IsRestarting();
      case ChildState.Stopped _ -> {
        forget(id);
        yield new ChildResult.Deleted();
      }
    };
  }

  @Override
  public ChildResult.OfSpec spec(Object id) {
    var child = byId.get(id);
    return child == null ? new ChildResult.NotFound() : new ChildResult.Spec(child.spec());
  }

  @Override
  public List<Child> which() {
    List<Child> shown = new ArrayList<>(byId.size());
    byId.forEach((id, child) -> shown.addFirst(child.shown(id)));
    return shown;
  }

  @Override
  public ChildCounts counts() {
    var active = 0;
    var supervisors = 0;
    for (var child : byId.values()) {
      var pid = child.pid();
      if (pid != null && Process.isAlive(pid)) active++;
      if (child.spec().type() == ChildType.SUPERVISOR) supervisors++;
    }
    return new ChildCounts(byId.size(), active, supervisors, byId.size() - supervisors);
  }

  /**
   * The same children with these specifications: one whose id is there already goes on as it is,
   * new ones are not started, and those no longer named stay, behind the others. These stay as they
   * are.
   */
  NamedChildren with(List<ChildSpec> specs) {
    var changed = new NamedChildren(log, specs);
    for (var child : byId.values()) {
      var spec = changed.byId.get(child.spec().id());
      changed.put(spec == null ? child : spec.with(child.state()));
    }
    return changed;
  }
}
