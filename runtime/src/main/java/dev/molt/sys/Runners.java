package dev.molt.sys;

import dev.molt.code.ModuleName;
import dev.molt.process.Deadline;
import dev.molt.process.ProcessView;
import dev.molt.process.Processes;
import dev.molt.term.Pid;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the processes that run a module: servers and supervisors with its callbacks, event managers
 * with a handler of it, and children whose specification names it. Any thread.
 *
 * <p>OTP: {@code release_handler_1:get_supervised_procs/0}
 */
final class Runners {
  private Runners() {}

  /** In no order; an event manager is there once for each of its modules. */
  static Set<Runner> of(Processes processes, Set<ModuleName> modules, Deadline until) {
    Set<Runner> runners = new LinkedHashSet<>();
    List<Pid> directories = new ArrayList<>();
    for (var view : processes.views()) {
      if (!(view.startedWith() instanceof BehaviourCall call)) continue;
      switch (call.kind()) {
        case SERVER -> addIf(modules, view, call, runners);
        case SUPERVISOR -> {
          addIf(modules, view, call, runners);
          directories.add(view.pid());
        }
        case EVENT_MANAGER -> directories.add(view.pid());
        case SPECIAL -> {}
      }
    }
    for (var told : ask(processes, directories, modules, until)) {
      if (!runs(processes, told.pid(), modules)) runners.add(told);
    }
    return runners;
  }

  private static void addIf(
      Set<ModuleName> modules, ProcessView view, BehaviourCall call, Set<Runner> runners) {
    if (modules.contains(ModuleName.ofClass(call.module()))) {
      runners.add(new Runner(view.pid(), call.module()));
    }
  }

  /** A server's own callbacks are known better than what a specification says of it. */
  private static boolean runs(Processes processes, Pid pid, Set<ModuleName> modules) {
    return processes
        .view(pid)
        .filter(
            view ->
                view.startedWith() instanceof BehaviourCall call
                    && call.kind() != BehaviourCall.Kind.EVENT_MANAGER
                    && modules.contains(ModuleName.ofClass(call.module())))
        .isPresent();
  }

  private static List<Runner> ask(
      Processes processes, List<Pid> directories, Set<ModuleName> modules, Deadline until) {
    List<Runner> told = new ArrayList<>();
    var request = new SystemRequest.WhoRuns(modules);
    for (var answer :
        SystemCalls.send(processes, directories, pid -> request).await(until).values()) {
      if (answer instanceof CallOutcome.Replied(SystemReply.Ok(List<?> runners))) {
        for (var runner : runners) told.add((Runner) runner);
      }
    }
    return told;
  }
}
