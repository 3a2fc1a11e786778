package dev.molt.supervisor;

import dev.molt.process.Deadline;
import dev.molt.process.Matcher;
import dev.molt.process.Process;
import dev.molt.term.DownMessage;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import dev.molt.term.Ref;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Children that all come from one specification and are known by their pids only; there may be very
 * many of them.
 *
 * <p>OTP: {@code supervisor}, simple_one_for_one
 */
final class DynamicChildren implements Children {
  private final SupervisorLog log;

  private final ChildSpec spec;

  // The supervisor's process only. By pid, the arguments that each was started with.
  private final LinkedHashMap<Pid, List<@Nullable Object>> running = new LinkedHashMap<>();
  private final LinkedHashMap<Pid, List<@Nullable Object>> restarting = new LinkedHashMap<>();

  DynamicChildren(SupervisorLog log, ChildSpec spec) {
    this.log = log;
    this.spec = spec;
  }

  /** The same children with another specification. These stay as they are. */
  DynamicChildren with(ChildSpec next) {
    var changed = new DynamicChildren(log, next);
    changed.running.putAll(running);
    changed.restarting.putAll(restarting);
    return changed;
  }

  ChildResult.OfStart start(List<@Nullable Object> more) {
    return switch (ChildStart.of(spec.start().with(more))) {
      case ChildStart.Up(var pid, var info) -> {
        if (pid != null) running.put(pid, kept(more));
        yield new ChildResult.Started(pid, info);
      }
      case ChildStart.Failed(var reason) -> new ChildResult.StartFailed(reason);
    };
  }

  private List<@Nullable Object> kept(List<@Nullable Object> more) {
    return spec.restart() == Restart.TEMPORARY ? List.of() : more;
  }

  @Override
  public @Nullable Supervised byPid(Pid pid) {
    var more = running.get(pid);
    return more == null ? null : new Supervised(spec, new ChildState.Running(pid), more);
  }

  @Override
  public @Nullable Supervised restarting(Object key) {
    if (!(key instanceof Pid last)) return null;
    var more = restarting.get(last);
    return more == null ? null : new Supervised(spec, new ChildState.Restarting(last), more);
  }

  @Override
  public void ended(Supervised child) {
    switch (child.state()) {
      case ChildState.Running(var pid) -> running.remove(pid);
      case ChildState.Restarting(var last) when last != null -> restarting.remove(last);
      case ChildState.Restarting _, ChildState.Stopped _ -> {}
    }
  }

  @Override
  public @Nullable Object restart(Supervised child, Strategy strategy) {
    ended(child);
    switch (ChildStart.of(spec.start().with(child.more()))) {
      case ChildStart.Up(var pid, var _) -> {
        if (pid != null) running.put(pid, child.more());
        return null;
      }
      case ChildStart.Failed(var reason) -> {
        log.startError(child, reason);
        var last = child.state().failedAgain().last();
        if (last != null) restarting.put(last, child.more());
        return last;
      }
    }
  }

  @Override
  public boolean hasSignificant() {
    return !running.isEmpty() || !restarting.isEmpty();
  }

  /** All at once: one after the other would take too long. */
  @Override
  public void terminate() {
    Map<Ref, Pid> waiting = new HashMap<>();
    for (var pid : running.keySet()) {
      waiting.put(Process.monitor(pid), pid);
      Process.exit(pid, ChildEnd.signal(spec.shutdown()));
    }
    var until =
        spec.shutdown() instanceof Shutdown.Within(var time) ? Deadline.in(time) : Deadline.NEVER;
    Map<ExitReason, Integer> errors = new LinkedHashMap<>();
    while (!waiting.isEmpty()) {
      var down = await(waiting, until);
      if (down == null) {
        for (var pid : waiting.values()) Process.exit(pid, ExitReason.KILL);
        until = Deadline.NEVER;
        continue;
      }
      var pid = waiting.remove(down.monitor());
      if (pid == null) continue;
      var reason = ChildEnd.unlinkFlush(pid, down.reason());
      if (!spec.shutdown().isObeyed(reason, spec.restart())) errors.merge(reason, 1, Integer::sum);
    }
    errors.forEach((reason, count) -> log.shutdownErrors(spec, count, reason));
    running.clear();
  }

  private static @Nullable DownMessage await(Map<Ref, Pid> waiting, Deadline until) {
    Matcher<DownMessage> down =
        message ->
            message instanceof DownMessage one && waiting.containsKey(one.monitor()) ? one : null;
    return Process.receive(down, until, "the end of its children");
  }

  @Override
  public ChildResult.OfTerminate terminate(Object id) {
    if (!(id instanceof Pid pid)) return new ChildResult.IsSimpleOneForOne();
    if (running.containsKey(pid)) {
      var reason = ChildEnd.of(pid, spec.shutdown());
      if (!spec.shutdown().isObeyed(reason, spec.restart())) {
        log.shutdownErrors(spec, 1, reason);
      }
      running.remove(pid);
      return new ChildResult.Terminated();
    }
    if (restarting.remove(pid) != null || !Process.isAlive(pid)) {
      return new ChildResult.Terminated();
    }
    return new ChildResult.NotFound();
  }

  @Override
  public ChildResult.OfRestart restart(Object id) {
    return new ChildResult.IsSimpleOneForOne();
  }

  @Override
  public ChildResult.OfDelete delete(Object id) {
    return new ChildResult.IsSimpleOneForOne();
  }

  @Override
  public ChildResult.OfSpec spec(Object id) {
    var known = id.equals(spec.id()) || id instanceof Pid pid && running.containsKey(pid);
    return known ? new ChildResult.Spec(spec) : new ChildResult.NotFound();
  }

  @Override
  public List<Child> which() {
    List<Child> shown = new ArrayList<>(running.size() + restarting.size());
    running.forEach(
        (pid, more) -> shown.add(new Supervised(spec, new ChildState.Running(pid)).shown(null)));
    restarting.forEach(
        (pid, more) -> shown.add(new Supervised(spec, new ChildState.Restarting(pid)).shown(null)));
    return shown;
  }

  @Override
  public ChildCounts counts() {
    var all = running.size() + restarting.size();
    return spec.type() == ChildType.SUPERVISOR
        ? new ChildCounts(1, running.size(), all, 0)
        : new ChildCounts(1, running.size(), 0, all);
  }
}
