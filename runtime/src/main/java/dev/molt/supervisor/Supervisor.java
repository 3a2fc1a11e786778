package dev.molt.supervisor;

import org.jspecify.annotations.Nullable;

/**
 * The callback of a supervisor. A module implements it; what the process does is the runtime's.
 *
 * <p>OTP: {@code supervisor}
 */
@FunctionalInterface
public interface Supervisor {
  /**
   * The rules and the children. Called when the supervisor starts, and again with the same argument
   * when its code is changed, so it must do nothing else.
   */
  SupervisorInit init(@Nullable Object args) throws Exception;
}
