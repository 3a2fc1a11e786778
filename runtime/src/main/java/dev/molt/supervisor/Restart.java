package dev.molt.supervisor;

import dev.molt.term.ExitReason;

/**
 * Whether a child that has ended is started again.
 *
 * <p>OTP: {@code supervisor:restart()}
 */
public enum Restart {
  /** Always. */
  PERMANENT,
  /** If it ended with another reason than normal or shutdown. */
  TRANSIENT,
  /** Never, and it is forgotten. */
  TEMPORARY;

  /** Whether a child of this kind that ended for this reason is started again. */
  boolean after(ExitReason reason) {
    return switch (this) {
      case PERMANENT -> true;
      case TRANSIENT -> !isOrderly(reason);
      case TEMPORARY -> false;
    };
  }

  /** Whether the end of such a child is an error to report. */
  boolean isErrorWhen(ExitReason reason) {
    return this == PERMANENT || !isOrderly(reason);
  }

  private static boolean isOrderly(ExitReason reason) {
    return reason instanceof ExitReason.Normal || reason instanceof ExitReason.Shutdown;
  }
}
