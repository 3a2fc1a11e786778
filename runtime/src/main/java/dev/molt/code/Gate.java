package dev.molt.code;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Holds who enters old code while one purge takes its verdicts; shared by the switches of all
 * versions of its batch. Once it is {@linkplain #close() closed}, entrants get {@link BadFun} at
 * once; once it is {@linkplain #open() opened}, all go on.
 *
 * <p>Held are only those who come through a fun, as in OTP. Who comes through a call that was
 * looked up before the version became old counts as already inside, and so does who has waited too
 * long: such a one is let in and written down, and the purge looks at it again after it has closed
 * the gate. Nobody slips through between the two: writing down and closing exclude each other.
 */
final class Gate {
  private enum State {
    /** Funs are held; who is let in, or is inside, is written down. */
    UNDECIDED,
    /** All go on, and are written down. */
    WATCHING,
    OPEN,
    CLOSED
  }

  /** The purge decides in time by itself; this is for a purge that does not. */
  static final Duration LONGEST_HOLD = Duration.ofSeconds(5);

  /** Between the first throw in an expelled thread and the others. */
  private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /**
   * @param told whether it has been thrown in, and when
   */
  private record Expulsion(boolean told, long atNanos) {}

  private final CompletableFuture<State> decision = new CompletableFuture<>();
  private final Duration longestHold;

  // Guarded by the monitor of this.
  private State state = State.UNDECIDED;
  private final Set<Thread> inside = new HashSet<>();
  private Set<Thread> doomed = Set.of();
  private final Map<Thread, Expulsion> expelled = new HashMap<>();

  Gate() {
    this(LONGEST_HOLD);
  }

  Gate(Duration longestHold) {
    this.longestHold = longestHold;
  }

  /** The purge is called off: everybody goes on. */
  void open() {
    decide(State.OPEN);
  }

  /** Nobody is held any more, but whoever polls is still written down: he is not stuck. */
  void watch() {
    decide(State.WATCHING);
  }

  /** Whether the thread came by. */
  synchronized boolean saw(Thread thread) {
    return inside.contains(thread);
  }

  /**
   * From now on nobody enters.
   *
   * @return the threads that ran the old code or were let into it while the gate stood
   */
  Set<Thread> close() {
    return decide(State.CLOSED);
  }

  /** Who is to be killed may go on below its own frames, for it may have locks to give back. */
  synchronized void doom(Set<Thread> threads) {
    doomed = Set.copyOf(threads);
  }

  /** These, which are no processes, end at their next poll; manners as with a process. */
  synchronized void expel(Set<Thread> threads) {
    threads.forEach(thread -> expelled.putIfAbsent(thread, new Expulsion(false, 0)));
  }

  private Set<Thread> decide(State decided) {
    Set<Thread> seen;
    synchronized (this) {
      state = decided;
      seen = Set.copyOf(inside);
    }
    decision.complete(decided);
    return seen;
  }

  /**
   * Called by a thread at a poll of {@code version}.
   *
   * @throws BadFun if it comes from outside and the purge has decided
   * @throws ThreadExpelled if it is no process and is to be ended
   */
  void pass(String version, Passage passage) {
    if (mayPass()) return;
    if (mustLeave()) throw new ThreadExpelled(version);
    var entry = Entry.here(version);
    var foreign = !passage.inProcess();
    switch (entry) {
      case INSIDE -> remember();
      case FUN -> hold(version, passage, entry);
      case CALL -> {
        if (foreign) hold(version, passage, entry);
        else if (!remember()) throw entry.refused(version);
      }
    }
  }

  private boolean mustLeave() {
    synchronized (this) {
      var expulsion = expelled.get(Thread.currentThread());
      if (expulsion == null) return false;
      var now = System.nanoTime();
      if (expulsion.told && now - expulsion.atNanos < GRACE_NANOS) return false;
      if (!expulsion.told) expelled.put(Thread.currentThread(), new Expulsion(true, now));
    }
    return Stuck.of(Thread.currentThread().getStackTrace()) != Stuck.INITIALISES;
  }

  private synchronized boolean mayPass() {
    var self = Thread.currentThread();
    return switch (state) {
      case OPEN -> true;
      case UNDECIDED -> inside.contains(self);
      case WATCHING -> {
        inside.add(self);
        yield true;
      }
      case CLOSED -> doomed.contains(self);
    };
  }

  /** Writes the thread down as one to look at again; false once that would be too late. */
  private synchronized boolean remember() {
    if (state == State.UNDECIDED) inside.add(Thread.currentThread());
    return state != State.CLOSED;
  }

  /** The name is known to {@link StackLook}: who stands here is not in old code yet. */
  private void hold(String version, Passage passage, Entry entry) {
    var decided = passage.await(decision, longestHold);
    if (decided ? decision.join() != State.CLOSED : remember()) return;
    throw entry.refused(version);
  }
}
