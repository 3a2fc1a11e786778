package dev.molt.process;

import dev.molt.term.Pid;

/**
 * Links between two processes: set up and taken back under both locks, the lower serial's first, so
 * that both ends always agree; told of a death by {@link Dying}, under the receiver's lock alone.
 */
final class Links {
  private Links() {}

  /**
   * @return false: one of them is dead or about to be, and there is no link
   */
  static boolean link(ProcessCell a, ProcessCell b) {
    ProcessCell lower = a.pid.serial() < b.pid.serial() ? a : b;
    ProcessCell upper = lower == a ? b : a;
    synchronized (lower) {
      synchronized (upper) {
        if (!b.isAlive() || a.phase == ProcessCell.Phase.DEAD) return false;
        add(a, b);
        add(b, a);
        return true;
      }
    }
  }

  static void unlink(ProcessCell a, ProcessCell b) {
    ProcessCell lower = a.pid.serial() < b.pid.serial() ? a : b;
    ProcessCell upper = lower == a ? b : a;
    synchronized (lower) {
      synchronized (upper) {
        if (a.links != null) a.links.remove(b.pid);
        if (b.links != null) b.links.remove(a.pid);
      }
    }
  }

  /** The other end is out of the table already: only the own half is left, if any. */
  static void forget(ProcessCell self, Pid dead) {
    synchronized (self) {
      if (self.links != null) self.links.remove(dead);
    }
  }

  private static void add(ProcessCell to, ProcessCell linked) {
    SmallMap<Pid, ProcessCell> links = to.links;
    if (links == null) to.links = links = new SmallMap<>();
    links.put(linked.pid, linked);
  }
}
