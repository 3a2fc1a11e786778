package dev.molt.supervisor;

import dev.molt.term.ExitReason;

/**
 * Why a supervisor did not start: a child did not, and those behind it were not tried. The detail
 * of the {@link ExitReason.Shutdown} with which the start fails.
 *
 * <p>OTP: {@code {failed_to_start_child, Id, Reason}}
 */
public record FailedToStart(Object id, ExitReason reason) {
  @Override
  public String toString() {
    return "{failed_to_start_child," + id + "," + reason + "}";
  }
}
