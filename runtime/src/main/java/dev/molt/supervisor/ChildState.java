package dev.molt.supervisor;

import dev.molt.term.Pid;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a child.
 *
 * <ul>
 *   <li>{@link Running}: it runs, or has ended and its supervisor has not heard of it yet
 *   <li>{@link Restarting}: its restart has failed and is being tried again; {@code last} is the
 *       one that ended, null if it was shut down for the restart of another child
 *   <li>{@link Stopped}: it has ended and is not restarted, or its start function ignored the start
 * </ul>
 */
public sealed interface ChildState {
  Stopped STOPPED = new Stopped();

  record Running(Pid pid) implements ChildState {}

  record Restarting(@Nullable Pid last) implements ChildState {}

  record Stopped() implements ChildState {}

  static ChildState of(@Nullable Pid pid) {
    return pid == null ? STOPPED : new Running(pid);
  }

  /** The state after a failed restart of a child in this state. */
  default Restarting failedAgain() {
    return switch (this) {
      case Running(var pid) -> new Restarting(pid);
      case Restarting restarting -> restarting;
      case Stopped _ -> new Restarting(null);
    };
  }
}
