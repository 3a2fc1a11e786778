package dev.molt.supervisor;

import dev.molt.sys.Callbacks;
import org.jspecify.annotations.Nullable;

/** All that one supervisor knows. Its process only. */
final class SupervisorState {
  final SupervisorLog log;
  final Callbacks<Supervisor> module;
  final @Nullable Object args;
  final SupervisorFlags flags;
  final Children children;
  private final SupervisorArgs setup;
  private RestartHistory history = RestartHistory.EMPTY;

  SupervisorState(
      SupervisorArgs setup, SupervisorLog log, SupervisorFlags flags, Children children) {
    this.setup = setup;
    this.log = log;
    this.module = setup.module();
    this.args = setup.args();
    this.flags = flags;
    this.children = children;
  }

  /** The same supervisor with other rules and children. This one stays as it is. */
  SupervisorState with(SupervisorFlags newFlags, Children newChildren) {
    var changed = new SupervisorState(setup, log, newFlags, newChildren);
    changed.history = history;
    return changed;
  }

  /** Counts one restart more; false: these are too many. */
  boolean mayRestart() {
    history = history.add(setup.seconds().getAsLong(), flags.period());
    return !history.exceeds(flags.intensity());
  }

  @Override
  public String toString() {
    return "supervisor " + log.name();
  }
}
