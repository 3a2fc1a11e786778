package dev.molt.process;

import dev.molt.term.Pid;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a process suspended, and how often. A process can be stopped only where it comes to the
 * runtime: {@link #reached} says that it has.
 *
 * <p>Guarded by the suspended process's lock, but for the future.
 */
final class Suspension {
  private final Map<Pid, Integer> holders = new HashMap<>();
  private final CompletableFuture<@Nullable Void> atRest = new CompletableFuture<>();

  /** Done once the process rests, or is dead. No lock held. */
  static CompletableFuture<@Nullable Void> suspend(ProcessCell target, Pid holder) {
    Suspension suspension = hold(target, holder);
    if (suspension == null) throw new BadArgException("suspend: " + target.pid + " is dead");
    // Either it saw the field before it went to rest, or the rest is seen here.
    if (target.moves % 2 == 0 || target.blocking != null) suspension.atRest.complete(null);
    return suspension.atRest;
  }

  /** Of a process that has not started. False: it is doomed before that. */
  static boolean bear(ProcessCell unborn, Pid holder) {
    return hold(unborn, holder) != null;
  }

  private static @Nullable Suspension hold(ProcessCell target, Pid holder) {
    synchronized (target) {
      if (!target.isAlive()) return null;
      Suspension suspension = target.suspension;
      if (suspension == null) target.suspension = suspension = new Suspension();
      suspension.holders.merge(holder, 1, Integer::sum);
      target.suspended = true;
      return suspension;
    }
  }

  /** The holder's end will take back what it holds. The holder's own thread. */
  static void remember(ProcessCell holder, ProcessCell target) {
    if (holder.holding == null) holder.holding = new HashSet<>();
    holder.holding.removeIf(held -> held.phase == ProcessCell.Phase.DEAD);
    holder.holding.add(target);
  }

  /**
   * @return false: this holder does not hold it
   */
  static boolean resume(ProcessCell target, Pid holder, boolean entirely) {
    synchronized (target) {
      Suspension suspension = target.suspension;
      Integer count = suspension == null ? null : suspension.holders.get(holder);
      if (suspension == null || count == null) return false;
      if (count > 1 && !entirely) {
        suspension.holders.put(holder, count - 1);
        return true;
      }
      suspension.holders.remove(holder);
      if (!suspension.holders.isEmpty()) return true;
      target.suspension = null;
      target.suspended = false;
    }
    target.wake();
    return true;
  }

  /** The process is at rest, or dead. Its own thread. */
  static void reached(ProcessCell self) {
    Suspension suspension;
    synchronized (self) {
      suspension = self.suspension;
    }
    if (suspension != null) suspension.atRest.complete(null);
  }
}
