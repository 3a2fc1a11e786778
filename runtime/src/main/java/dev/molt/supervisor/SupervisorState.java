package dev.molt.supervisor;

import dev.molt.sys.Callbacks;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** All that one supervisor knows. Its process only. */
final class SupervisorState {
  final SupervisorLog log;
  final Callbacks<Supervisor> module;
  final @Nullable Object args;
  final LongSupplier seconds;

  SupervisorFlags flags;
  Children children;
  private RestartHistory history = RestartHistory.EMPTY;

  SupervisorState(
      SupervisorArgs setup, SupervisorLog log, SupervisorFlags flags, Children children) {
    this.log = log;
    this.module = setup.module();
    this.args = setup.args();
    this.seconds = setup.seconds();
    this.flags = flags;
    this.children = children;
  }

  /** Counts one restart more; false: these are too many. */
  boolean mayRestart() {
    history = history.add(seconds.getAsLong(), flags.period());
    return !history.exceeds(flags.intensity());
  }

  @Override
  public String toString() {
    return "supervisor " + log.name();
  }
}
