package dev.molt.code;

import java.util.List;

/**
 * How a soft purge ended.
 *
 * <ul>
 *   <li>{@link SoftPurged}: there is no old version now; {@code hadOld} says whether there was one
 *   <li>{@link StillInUse}: these run the old version, as far as was looked; nothing is changed
 * </ul>
 */
public sealed interface SoftPurgeResult {
  /** What OTP's soft purge returns. */
  default boolean otp() {
    return this instanceof SoftPurged;
  }

  record SoftPurged(boolean hadOld) implements SoftPurgeResult {}

  record StillInUse(List<ProcessUse> processes, List<Unkillable> threads)
      implements SoftPurgeResult {}
}
