package dev.molt.process;

import dev.molt.process.SignalRules.Effect;
import dev.molt.process.SignalRules.Origin;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Exit signals: how they reach a process and how it heeds them. A signal is applied by the thread
 * that sends it, under the receiver's lock, as messages are put in by theirs: so signals and
 * messages from one process to another keep their order.
 */
final class Signals {
  /**
   * A doomed process that does not come to the runtime may finish its {@code finally} for so long.
   */
  private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private Signals() {}

  /** Sends an exit signal that comes through no link. Any thread, no lock held. */
  static void exit(ProcessCell to, Origin origin, Pid from, ExitReason reason) {
    boolean doomed;
    synchronized (to) {
      doomed = apply(to, origin, from, reason);
    }
    if (doomed) enforce(to);
  }

  /** Tells a process that one it is linked to has ended; nothing if the link is gone meanwhile. */
  static void linkEnded(ProcessCell to, Pid from, ExitReason reason) {
    boolean doomed;
    synchronized (to) {
      if (to.links == null || to.links.remove(from) == null) return;
      doomed = apply(to, Origin.LINK, from, reason);
    }
    if (doomed) enforce(to);
  }

  /** Needs the lock. True: the process is doomed now, and {@link #enforce} must follow. */
  private static boolean apply(ProcessCell to, Origin origin, Pid from, ExitReason reason) {
    if (!to.isAlive()) return false;
    return switch (SignalRules.decide(origin, from, reason, to.trapsExit)) {
      case Effect.Ignored() -> false;
      case Effect.Delivered(var message) -> {
        to.deliver(message);
        yield false;
      }
      case Effect.Ends(var end) -> {
        to.doom = new Doom(end, origin == Origin.LINK ? from : null, System.nanoTime());
        yield true;
      }
    };
  }

  private static void enforce(ProcessCell doomed) {
    doomed.wake();
    BlockingCall call = doomed.blocking;
    if (call != null) call.end(doomed.node);
    doomed.node.exitWatch().add(doomed);
  }

  /**
   * The process looks at its signals: rests while it is suspended, ends if it is doomed.
   *
   * @param waits the caller is about to wait; if not, a class initialiser is let go on, since a
   *     throw in it would spoil the class for everybody
   */
  static void heed(ProcessCell self, boolean waits) {
    while (true) {
      self.woken = false;
      if (!self.suspended || self.doom != null) break;
      self.rest("to be resumed", Deadline.NEVER, false);
    }
    Doom doom = self.doom;
    if (doom == null) return;
    if (!waits && (self.phase != ProcessCell.Phase.ALIVE || initialisesClass())) return;
    throwTo(self, doom);
  }

  /** See {@link Process#exitIfDoomed}. */
  static void poll(@Nullable ProcessCell self) {
    if (self == null) return;
    Doom doom = self.doom;
    if (doom == null) return;
    // Left over from the one that was to end a wait: it would close channels in a finally.
    Thread.interrupted();
    long first = self.heededAtNanos;
    if (first != 0 && System.nanoTime() - first < GRACE_NANOS) return;
    if (initialisesClass()) return;
    throwTo(self, doom);
  }

  private static void throwTo(ProcessCell self, Doom doom) {
    beginGrace(self);
    throw new ExitSignal(doom.reason());
  }

  /**
   * The process has been told to end, by a throw or by what ends its wait in the JDK. Once the
   * grace is over every poll throws: if each throw began another grace, a loop that catches them
   * all would have the time for its next turn.
   */
  static void beginGrace(ProcessCell doomed) {
    if (doomed.heededAtNanos != 0) return;
    long now = System.nanoTime();
    doomed.heededAtNanos = now == 0 ? 1 : now;
  }

  private static boolean initialisesClass() {
    return StackWalker.getInstance()
        .walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals("<clinit>")));
  }
}
