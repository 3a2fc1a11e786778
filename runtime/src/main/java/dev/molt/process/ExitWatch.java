package dev.molt.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Watches the doomed: who does not come to the runtime in time is given to the enforcer, again and
 * again until he is gone. Its thread is a platform thread, which busy processes cannot starve; it
 * starts with the first doomed process.
 */
final class ExitWatch implements Runnable {
  /** A process that waits in the runtime or calls it now and then is gone by then. */
  static final long FIRST_MS = 10;

  /** Time for a {@code finally} that gives back a lock. */
  static final long AGAIN_MS = 50;

  private final Processes node;
  private final Queue<ProcessCell> arrivals = new ConcurrentLinkedQueue<>();
  // True before the thread is there: who adds the first one starts it.
  private volatile boolean idle = true;
  private volatile boolean closed;

  // Guarded by this.
  private @Nullable Thread thread;

  /** A doomed process, and when it is due; its rounds so far. The watch's thread only. */
  private static final class Overdue {
    final ProcessCell cell;
    long atNanos;
    int round;

    Overdue(ProcessCell cell) {
      this.cell = cell;
      Doom doom = cell.doom;
      long since = doom == null ? System.nanoTime() : doom.atNanos();
      this.atNanos = since + TimeUnit.MILLISECONDS.toNanos(FIRST_MS);
    }
  }

  ExitWatch(Processes node) {
    this.node = node;
  }

  /** Any thread. */
  void add(ProcessCell doomed) {
    arrivals.add(doomed);
    if (idle) LockSupport.unpark(started());
  }

  synchronized Thread started() {
    Thread running = thread;
    if (running == null) {
      running = Thread.ofPlatform().daemon().name(node.label("exit-watch")).unstarted(this);
      thread = running;
      if (!closed) running.start();
    }
    return running;
  }

  synchronized void close() {
    closed = true;
    if (thread != null) LockSupport.unpark(thread);
  }

  @Override
  public void run() {
    List<Overdue> watched = new ArrayList<>();
    while (!closed) {
      idle = false;
      for (ProcessCell cell; (cell = arrivals.poll()) != null; ) {
        if (cell.phase != ProcessCell.Phase.DEAD) watched.add(new Overdue(cell));
      }
      long now = System.nanoTime();
      watched.removeIf(overdue -> overdue.cell.phase == ProcessCell.Phase.DEAD);
      long wait = TimeUnit.MILLISECONDS.toNanos(FIRST_MS);
      for (Overdue overdue : watched) {
        if (overdue.atNanos - now <= 0) enforce(overdue, now);
        wait = Math.min(wait, overdue.atNanos - now);
      }
      pause(watched.isEmpty(), wait);
    }
  }

  private void pause(boolean nobody, long nanos) {
    if (!nobody) {
      LockSupport.parkNanos(nanos);
      return;
    }
    idle = true;
    if (arrivals.isEmpty() && !closed) LockSupport.park();
  }

  private void enforce(Overdue overdue, long now) {
    if (overdue.cell.moves % 2 == 0) {
      // It rests in the runtime and has been woken: what it lacks is a carrier, not a push.
      overdue.atNanos = now + TimeUnit.MILLISECONDS.toNanos(FIRST_MS);
      return;
    }
    int round = overdue.round++;
    overdue.atNanos = now + TimeUnit.MILLISECONDS.toNanos(AGAIN_MS);
    claim(overdue.cell);
    ExitEnforcer enforcer = node.enforcer();
    if (enforcer == null) return;
    try {
      enforcer.enforce(new CellView(overdue.cell), round);
    } catch (RuntimeException | Error fault) {
      node.fault("the exit enforcer failed at " + overdue.cell.pid, fault);
    }
  }

  /**
   * Its polls find the process by its thread's handler: one that has set another is found again.
   */
  private static void claim(ProcessCell cell) {
    Thread thread = cell.thread;
    if (thread != null && thread.isAlive() && thread.getUncaughtExceptionHandler() != cell) {
      thread.setUncaughtExceptionHandler(cell);
    }
  }
}
