package dev.molt.supervisor;

import dev.molt.term.ExitReason;
import java.time.Duration;

/**
 * How a supervisor ends a child.
 *
 * <ul>
 *   <li>{@link BrutalKill}: by an exit signal that cannot be trapped
 *   <li>{@link Within}: by the exit signal shutdown, and by a kill if that has not ended it in time
 *   <li>{@link Infinity}: by the exit signal shutdown, however long that takes; for supervisors
 * </ul>
 *
 * <p>OTP: {@code supervisor:shutdown()}
 */
public sealed interface Shutdown {
  Shutdown BRUTAL_KILL = new BrutalKill();
  Shutdown INFINITY = new Infinity();

  static Shutdown within(Duration time) {
    return new Within(time);
  }

  record BrutalKill() implements Shutdown {}

  record Within(Duration time) implements Shutdown {
    public Within {
      if (time.isNegative()) throw new IllegalArgumentException("invalid shutdown " + time);
    }
  }

  record Infinity() implements Shutdown {}

  /** Whether a child that was ended this way and gave this reason has done as it was told. */
  default boolean isObeyed(ExitReason reason, Restart restart) {
    return switch (reason) {
      case ExitReason.Killed _ -> this instanceof BrutalKill;
      case ExitReason.Shutdown(var detail) when detail == null && !(this instanceof BrutalKill) ->
          true;
      case ExitReason.Shutdown _, ExitReason.Normal _ -> restart != Restart.PERMANENT;
      default -> false;
    };
  }
}
