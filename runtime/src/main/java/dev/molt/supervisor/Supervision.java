package dev.molt.supervisor;

import dev.molt.process.Process;
import dev.molt.process.Processes;
import dev.molt.process.StartResult;
import dev.molt.server.Servers;
import dev.molt.sys.BehaviourCall;
import dev.molt.sys.CallFailure;
import dev.molt.sys.Callbacks;
import dev.molt.sys.Destination;
import dev.molt.term.Pid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Requests to one supervisor. Each waits for its answer as long as that takes, and throws {@link
 * dev.molt.sys.CallExit} if the supervisor is not there or ends.
 *
 * <p>OTP: {@code supervisor}
 */
public final class Supervision {
  private final Processes processes;
  private final Destination supervisor;

  private Supervision(Processes processes, Destination supervisor) {
    this.processes = processes;
    this.supervisor = supervisor;
  }

  /** For code in a process. */
  public static Supervision of(Pid supervisor) {
    return of(Process.processes(), supervisor);
  }

  /** For code in a process. */
  public static Supervision of(String supervisor) {
    return of(Process.processes(), supervisor);
  }

  /** For any thread. */
  public static Supervision of(Processes processes, Pid supervisor) {
    return new Supervision(processes, Destination.of(supervisor));
  }

  /** For any thread. */
  public static Supervision of(Processes processes, String supervisor) {
    return new Supervision(processes, Destination.of(supervisor));
  }

  /**
   * Starts a supervisor that is linked to the caller, and waits until its children are up.
   *
   * @return {@link StartResult.Failed} with what {@code init} threw, with a {@link SpecFault}, or
   *     with shutdown and the child that did not start; those that did are ended then
   */
  public static StartResult startLink(Class<? extends Supervisor> module, @Nullable Object args) {
    return start(Process.processes(), null, module, args, true);
  }

  public static StartResult startLink(
      String name, Class<? extends Supervisor> module, @Nullable Object args) {
    return start(Process.processes(), name, module, args, true);
  }

  /** A supervisor without a parent, started by whichever thread: the top of a tree. */
  public static StartResult start(
      Processes processes,
      @Nullable String name,
      Class<? extends Supervisor> module,
      @Nullable Object args) {
    return start(processes, name, module, args, false);
  }

  private static StartResult start(
      Processes processes,
      @Nullable String name,
      Class<? extends Supervisor> module,
      @Nullable Object args,
      boolean linked) {
    Callbacks<Supervisor> callbacks =
        Callbacks.of(processes, BehaviourCall.Kind.SUPERVISOR, module, Supervisor.class);
    var setup = new SupervisorArgs(name, callbacks, args, Supervision::seconds);
    return new Servers(processes)
        .startOwn(name, callbacks.initialCall(), SupervisorServer.CALLBACKS, setup, linked);
  }

  private static long seconds() {
    return Math.floorDiv(System.nanoTime(), 1_000_000_000L);
  }

  /** What is wrong with these specifications of one supervisor, if anything is. */
  public static Optional<SpecFault> check(List<ChildSpec> specs, SupervisorFlags flags) {
    return Specs.fault(specs, flags);
  }

  /** Starts a child that the supervisor does not have yet. */
  public ChildResult.OfStart startChild(ChildSpec spec) {
    return (ChildResult.OfStart) ask(new SupervisorRequest.StartChild(spec));
  }

  /**
   * Starts one more child of a simple_one_for_one supervisor.
   *
   * @param more arguments for its start function, behind those of the specification
   */
  public ChildResult.OfStart startChildWith(@Nullable Object... more) {
    var request = new SupervisorRequest.StartDynamic(Arrays.asList(more.clone()));
    return (ChildResult.OfStart) ask(request);
  }

  /**
   * Ends a child. It stays known, if it is not temporary, and can be restarted or deleted.
   *
   * @param id under a simple_one_for_one supervisor the child's pid
   */
  public ChildResult.OfTerminate terminateChild(Object id) {
    return (ChildResult.OfTerminate) ask(new SupervisorRequest.TerminateChild(id));
  }

  /** Starts a child again that does not run. */
  public ChildResult.OfRestart restartChild(Object id) {
    return (ChildResult.OfRestart) ask(new SupervisorRequest.RestartChild(id));
  }

  /** Forgets a child that does not run. */
  public ChildResult.OfDelete deleteChild(Object id) {
    return (ChildResult.OfDelete) ask(new SupervisorRequest.DeleteChild(id));
  }

  public ChildResult.OfSpec getChildSpec(Object id) {
    return (ChildResult.OfSpec) ask(new SupervisorRequest.GetSpec(id));
  }

  /** All its children, the last one started first. */
  public List<Child> whichChildren() {
    List<Child> children = new ArrayList<>();
    var answer = (List<?>) ask(new SupervisorRequest.WhichChildren());
    for (var child : answer) children.add((Child) child);
    return children;
  }

  public ChildCounts countChildren() {
    return (ChildCounts) ask(new SupervisorRequest.CountChildren());
  }

  private Object ask(SupervisorRequest request) {
    var outcome = new Servers(processes).call(supervisor, request);
    var answer = CallFailure.valueOf(outcome, "gen_server:call", supervisor, request);
    if (answer == null) throw new IllegalStateException(supervisor + " is no supervisor");
    return answer;
  }
}
