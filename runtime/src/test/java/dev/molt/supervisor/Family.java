package dev.molt.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.process.Deadline;
import dev.molt.process.Proc0;
import dev.molt.process.Process;
import dev.molt.process.ProcessView;
import dev.molt.process.SpawnOptions;
import dev.molt.process.Start;
import dev.molt.process.StartResult;
import dev.molt.process.TestNode;
import dev.molt.sys.CallExit;
import dev.molt.term.ExitMessage;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The children of a test: processes that end as they are told, and a record of their starts. */
final class Family {
  static final ExitReason BOOM = new ExitReason.Other("boom");

  /** Far longer than any test: every restart counts. */
  static final Duration LONG = Duration.ofSeconds(1000);

  private final TestNode node;

  /** In the order in which they happened. */
  final List<String> starts = new CopyOnWriteArrayList<>();

  final List<String> ends = new CopyOnWriteArrayList<>();
  private final Map<String, ExitReason> refusals = new ConcurrentHashMap<>();

  Family(TestNode node) {
    this.node = node;
  }

  /** A supervisor whose init gives what it was started with. */
  static final class Parent implements Supervisor {
    @Override
    @SuppressWarnings("NullAway") // a bad return value is null
    public SupervisorInit init(@Nullable Object args) {
      return args instanceof Supplier<?> given ? (SupervisorInit) given.get() : null;
    }
  }

  StartResult start(SupervisorFlags flags, ChildSpec... children) {
    return start(() -> SupervisorInit.ok(flags, children));
  }

  StartResult start(Supplier<@Nullable SupervisorInit> init) {
    return Supervision.start(node.processes, null, Parent.class, init);
  }

  Pid supervisor(SupervisorFlags flags, ChildSpec... children) {
    return pid(start(flags, children));
  }

  static Pid pid(StartResult result) {
    assertThat(result).isInstanceOf(StartResult.Started.class);
    return ((StartResult.Started) result).pid();
  }

  static SupervisorFlags flags(Strategy strategy, int intensity) {
    return SupervisorFlags.of(strategy).intensity(intensity, LONG);
  }

  /** A child that ends at any message, for the reason that it brings, else at a shutdown. */
  ChildSpec child(String id) {
    return ChildSpec.of(id, () -> startChild(id)).shutdown(Shutdown.within(LONG));
  }

  StartResult startChild(String id) {
    var refusal = refusals.get(id);
    if (refusal != null) return new StartResult.Failed(refusal);
    starts.add(id);
    Proc0 life =
        () -> {
          Process.trapExit(true);
          Start.ready();
          var reason = reason(Process.receive());
          ends.add(id);
          Process.exit(reason);
        };
    return Start.start(node.processes, SpawnOptions.LINKED, Deadline.NEVER, life);
  }

  private static ExitReason reason(Object message) {
    return switch (message) {
      case ExitReason told -> told;
      case ExitMessage(var _, var reason) -> reason;
      default -> BOOM;
    };
  }

  /** From now on this child does not start. */
  void refuse(String id) {
    refusals.put(id, new ExitReason.Other("refused"));
  }

  void allow(String id) {
    refusals.remove(id);
  }

  Supervision of(Pid supervisor) {
    return Supervision.of(node.processes, supervisor);
  }

  @Nullable Pid find(Pid supervisor, Object id) {
    for (var child : of(supervisor).whichChildren()) {
      if (id.equals(child.id())) return child.pid();
    }
    return null;
  }

  Pid running(Pid supervisor, Object id) {
    var pid = find(supervisor, id);
    if (pid == null) throw new AssertionError(id + " does not run");
    return pid;
  }

  /** Has a child end, and waits until its supervisor has dealt with it. */
  void end(Pid supervisor, Object id, ExitReason reason) {
    var pid = running(supervisor, id);
    node.processes.send(pid, reason);
    await(() -> !node.processes.isAlive(pid));
    await(() -> !node.processes.isAlive(supervisor) || !pid.equals(findOrNull(supervisor, id)));
  }

  private @Nullable Pid findOrNull(Pid supervisor, Object id) {
    try {
      return find(supervisor, id);
    } catch (CallExit gone) {
      return null;
    }
  }

  void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(TestNode.PATIENCE).until(condition);
  }

  void awaitEnd(Pid pid) {
    await(() -> node.processes.view(pid).isEmpty());
  }

  /** The states of the children, the first one started first. */
  Map<Object, ChildState> states(Pid supervisor) {
    var states = new LinkedHashMap<Object, ChildState>();
    List<Child> children = new ArrayList<>(of(supervisor).whichChildren());
    for (var child : children.reversed()) {
      if (child.id() != null) states.put(child.id(), child.state());
    }
    return states;
  }

  List<ProcessView> views() {
    return node.processes.views();
  }
}
