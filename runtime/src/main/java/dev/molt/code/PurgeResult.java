package dev.molt.code;

import java.util.List;

/**
 * How a hard purge ended.
 *
 * <ul>
 *   <li>{@link Purged}: there is no old version now. {@code hadOld} says whether there was one;
 *       {@code killed} are those who ran it, each of them gone
 *   <li>{@link CalledOff}: these threads run old code and cannot be killed; the old version stays.
 *       {@code alreadyKilled} is not empty only if one of them came in after the first kill
 * </ul>
 */
public sealed interface PurgeResult {
  /** Those that were killed, whatever else happened. */
  List<KilledProcess> killed();

  /** What OTP's purge returns: whether at least one process was killed for running old code. */
  default boolean otp() {
    return killed().stream().anyMatch(one -> one.because() instanceof Because.OldCode);
  }

  record Purged(boolean hadOld, List<KilledProcess> killed) implements PurgeResult {}

  record CalledOff(List<Unkillable> unkillable, List<KilledProcess> alreadyKilled)
      implements PurgeResult {
    @Override
    public List<KilledProcess> killed() {
      return alreadyKilled;
    }
  }
}
