package dev.molt.code;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

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
    UNDECIDED,
    OPEN,
    CLOSED
  }

  /** The purge decides in time by itself; this is for a purge that does not. */
  static final Duration LONGEST_HOLD = Duration.ofSeconds(5);

  private final CompletableFuture<State> decision = new CompletableFuture<>();
  private final Duration longestHold;

  // Guarded by the monitor of this.
  private State state = State.UNDECIDED;
  private final Set<Thread> inside = new HashSet<>();
  private Set<Thread> doomed = Set.of();

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
   */
  void pass(String version, Passage passage) {
    if (mayPass()) return;
    var entry = Entry.here(version);
    var foreign = !passage.inProcess();
    switch (entry) {
      case INSIDE -> remember();
      case FUN -> hold(version, passage);
      case CALL -> {
        if (foreign) hold(version, passage);
        else if (!remember()) throw new BadFun(version);
      }
    }
  }

  private synchronized boolean mayPass() {
    return switch (state) {
      case OPEN -> true;
      case UNDECIDED -> inside.contains(Thread.currentThread());
      case CLOSED -> doomed.contains(Thread.currentThread());
    };
  }

  /** Writes the thread down as one to look at again; false once that would be too late. */
  private synchronized boolean remember() {
    if (state == State.UNDECIDED) inside.add(Thread.currentThread());
    return state != State.CLOSED;
  }

  /** The name is known to {@link StackLook}: who stands here is not in old code yet. */
  private void hold(String version, Passage passage) {
    var decided = passage.await(decision, longestHold);
    if (decided ? decision.join() == State.OPEN : remember()) return;
    throw new BadFun(version);
  }
}
