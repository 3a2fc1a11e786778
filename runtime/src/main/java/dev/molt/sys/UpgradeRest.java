package dev.molt.sys;

import dev.molt.code.ModuleName;
import dev.molt.process.Deadline;
import dev.molt.process.Processes;
import dev.molt.term.Pid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which processes an upgrade concerns, and that they rest and go on. For one run, on its thread.
 */
final class UpgradeRest {
  private final Processes processes;
  private final Duration answers;

  // The running thread only. Both in the order in which they were asked to rest.
  private final Set<Pid> resting = new LinkedHashSet<>();
  private final Set<Pid> late = new LinkedHashSet<>();
  private final Map<ModuleName, Set<Runner>> runners = new LinkedHashMap<>();

  UpgradeRest(Processes processes, Duration answers) {
    this.processes = processes;
    this.answers = answers;
  }

  /**
   * Has all that run one of these modules rest, the first module's first.
   *
   * @param concerned whether a process is one of those
   */
  void suspend(List<ModuleName> order, Predicate<Runner> concerned) {
    // Twice: those that are started while the others are asked have begun with the old code, too.
    for (var round = 0; round < 2; round++) {
      for (var runner : Runners.of(processes, Set.copyOf(order), Deadline.in(answers))) {
        if (!concerned.test(runner)) continue;
        var module = ModuleName.ofClass(runner.callbacks());
        runners.computeIfAbsent(module, none -> new LinkedHashSet<>()).add(runner);
      }
      for (var module : order) suspend(of(module));
    }
  }

  private void suspend(Collection<Runner> of) {
    Set<Pid> asked = new LinkedHashSet<>();
    for (var runner : of) {
      if (!resting.contains(runner.pid()) && !late.contains(runner.pid())) asked.add(runner.pid());
    }
    if (asked.isEmpty()) return;
    var calls = SystemCalls.send(processes, asked, pid -> new SystemRequest.Suspend());
    // Noted before they are waited for: whatever happens now, they are told to go on.
    late.addAll(asked);
    calls
        .await(Deadline.in(answers))
        .forEach(
            (pid, outcome) -> {
              if (outcome instanceof CallOutcome.TimedOut) return;
              late.remove(pid);
              if (outcome instanceof CallOutcome.Replied) resting.add(pid);
            });
  }

  private Collection<Runner> of(ModuleName module) {
    return runners.getOrDefault(module, Set.of());
  }

  /** Those that rest and run this module, by their callbacks. */
  Map<String, List<Pid>> resting(ModuleName module) {
    Map<String, List<Pid>> byCallbacks = new LinkedHashMap<>();
    for (var runner : of(module)) {
      if (!resting.contains(runner.pid())) continue;
      byCallbacks.computeIfAbsent(runner.callbacks(), none -> new ArrayList<>()).add(runner.pid());
    }
    return byCallbacks;
  }

  /** Those that run this module and have not answered when they were asked to rest. */
  List<Runner> late(ModuleName module) {
    return of(module).stream().filter(runner -> late.contains(runner.pid())).toList();
  }

  List<Pid> late() {
    return List.copyOf(late);
  }

  /** All go on, those first that were asked last; the late ones are not waited for. */
  void resume() {
    SystemCalls.send(processes, late(), pid -> new SystemRequest.Resume())
        .await(Deadline.in(Duration.ZERO));
    var inTurn = List.copyOf(resting).reversed();
    SystemCalls.send(processes, inTurn, pid -> new SystemRequest.Resume())
        .await(Deadline.in(answers));
  }
}
