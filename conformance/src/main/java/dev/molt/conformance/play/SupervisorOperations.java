package dev.molt.conformance.play;

import dev.molt.conformance.system.Family;
import dev.molt.conformance.system.Reasons;
import dev.molt.process.Fun0;
import dev.molt.process.Next;
import dev.molt.process.Process;
import dev.molt.process.SpawnOptions;
import dev.molt.process.StartResult;
import dev.molt.supervisor.Child;
import dev.molt.supervisor.ChildResult;
import dev.molt.supervisor.ChildState;
import dev.molt.supervisor.Supervision;
import dev.molt.sys.CallExit;
import dev.molt.term.ExitReason;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Operations on supervisors. */
final class SupervisorOperations {
  private static final long LIMIT_SECONDS = 30;

  private final World world;

  SupervisorOperations(World world) {
    this.world = world;
  }

  /** Null if it is no operation of these. */
  @Nullable String run(List<String> words) throws Exception {
    var name = words.size() > 1 ? words.get(1) : "";
    var more = words.size() > 2 ? words.get(2) : "";
    return switch (words.getFirst()) {
      case "sup" -> start(words);
      case "starts" -> String.valueOf(world.book().starts(name));
      case "which_children" -> on(name, SupervisorOperations::children);
      case "start_child" -> on(name, sup -> text(sup.startChild(Family.child(name, more))));
      case "terminate_child" -> on(name, sup -> text(sup.terminateChild(more)));
      case "restart_child" -> on(name, sup -> text(sup.restartChild(more)));
      case "delete_child" -> on(name, sup -> text(sup.deleteChild(more)));
      default -> null;
    };
  }

  /** Started by a process of its own, so the driver is not linked to it. */
  private String start(List<String> words) throws InterruptedException, ExecutionException {
    var name = words.get(1);
    var family =
        new Family.Args(
            words.get(2),
            Integer.parseInt(words.get(3)),
            Integer.parseInt(words.get(4)),
            name,
            words.subList(5, words.size()));
    var result = new CompletableFuture<StartResult>();
    Fun0<Next> parent =
        () -> {
          Process.trapExit(true);
          result.complete(Supervision.startLink(Family.class, family));
          Process.receive(_ -> null);
          return Next.stop();
        };
    world.processes().spawn(SpawnOptions.DEFAULT, parent);
    try {
      return switch (result.get(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        case StartResult.Started(var pid) -> {
          world.book().track(name, pid, "sup");
          yield "ok";
        }
        case StartResult.Failed(var reason) -> failed(reason);
        case StartResult.Ignored _, StartResult.AlreadyStarted _ -> "error other";
      };
    } catch (TimeoutException late) {
      return "timeout";
    }
  }

  private static String failed(ExitReason reason) {
    return reason instanceof ExitReason.Shutdown(var detail) && detail != null
        ? "error failed_to_start_child " + Family.failedChild(detail)
        : "error " + Reasons.symbol(reason);
  }

  private interface Work {
    String on(Supervision supervisor);
  }

  private String on(String name, Work work) {
    var pid = world.pid(name);
    if (pid == null) return "noproc";
    try {
      return work.on(Supervision.of(world.processes(), pid));
    } catch (CallExit exit) {
      return exit.failure().reason() instanceof ExitReason.NoProc
          ? "noproc"
          : "exit " + Reasons.symbol(exit.failure().reason());
    }
  }

  private static String children(Supervision supervisor) {
    return supervisor.whichChildren().stream()
        .map(SupervisorOperations::child)
        .sorted()
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String child(Child child) {
    var state =
        switch (child.state()) {
          case ChildState.Running _ -> "up";
          case ChildState.Restarting _ -> "restarting";
          case ChildState.Stopped _ -> "undefined";
        };
    return child.id() + ":" + state;
  }

  private static String text(ChildResult result) {
    return switch (result) {
      case ChildResult.Started _,
          ChildResult.Deleted _,
          ChildResult.Terminated _,
          ChildResult.Spec _ ->
          "ok";
      case ChildResult.AlreadyStarted _ -> "error already_started";
      case ChildResult.AlreadyPresent _ -> "error already_present";
      case ChildResult.IsRunning _ -> "error running";
      case ChildResult.IsRestarting _ -> "error restarting";
      case ChildResult.NotFound _ -> "error not_found";
      case ChildResult.StartFailed(var reason) -> "error " + Reasons.symbol(reason);
      case ChildResult.InvalidSpec _,
          ChildResult.IsSimpleOneForOne _,
          ChildResult.IsNotSimpleOneForOne _ ->
          "error other";
    };
  }
}
