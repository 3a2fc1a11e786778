package dev.molt.supervisor;

import dev.molt.term.Pid;
import org.jspecify.annotations.Nullable;

/**
 * One child of a supervisor.
 *
 * <p>OTP: an element of {@code supervisor:which_children/1}
 *
 * @param id null for the children of a simple_one_for_one supervisor
 */
public record Child(@Nullable Object id, ChildState state, ChildType type, Modules modules) {
  /** Its process, if it runs. */
  public @Nullable Pid pid() {
    return state instanceof ChildState.Running(var pid) ? pid : null;
  }
}
