package dev.molt.process;

import dev.molt.mailbox.Mailbox;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import dev.molt.term.Ref;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All that a process is, and how it waits. Its lock is this object; no code but the room's runs
 * under it, and nobody takes a second one while he holds it, but {@link Links} in the order of the
 * serials.
 *
 * <p>It is its thread's handler of uncaught exceptions too: that is how a thread finds its process,
 * at no cost in memory, and without children of the thread inheriting it.
 *
 * <p>Wake-ups are not lost: who has a signal for the process sets the field first and then calls
 * {@link #wake}; the process announces that it waits, or parks, and looks at the fields on both
 * sides of it. A wake-up too many only makes it look once more.
 */
final class ProcessCell implements Runnable, Thread.UncaughtExceptionHandler {
  /** A process that always finds a message gives its carrier to others after so many calls. */
  private static final int TURN = 2_000;

  enum Phase {
    ALIVE,
    EXITING,
    DEAD
  }

  // Set once.
  final Processes node;
  final Pid pid;
  final @Nullable Pid parent;
  final Object initialCall;
  final long startedAtMillis = System.currentTimeMillis();
  final Mailbox mailbox = new Mailbox();

  // Written by who starts the thread; read by any thread.
  volatile @Nullable Thread thread;

  // Written by the process, before it announces that it has no thread; then by who starts one.
  boolean asleep;
  boolean hibernates;
  Fun body;
  List<@Nullable Object> arguments;

  // Written by the process only, read by any thread. Moves: odd while it runs, even while it rests.
  volatile long moves;
  volatile int depth;
  volatile Object waitsFor = "";
  volatile long restingSinceMillis;
  volatile boolean restsForMessage;
  volatile @Nullable BlockingCall blocking;

  // The process only.
  private int turn = TURN;
  @Nullable Map<Object, Object> dictionary;
  @Nullable Set<ProcessCell> holding;
  Start.@Nullable Ticket ticket;

  // Written once it is doomed, by the process or by who ends its wait; when it was first told.
  volatile long heededAtNanos;

  // False before the process looks whether it must go on resting; true once it has been woken.
  volatile boolean woken;

  // Written under the lock, read by any thread.
  volatile Phase phase = Phase.ALIVE;
  volatile @Nullable Doom doom;
  volatile boolean trapsExit;
  volatile boolean suspended;
  volatile @Nullable String name;
  volatile @Nullable ExitReason ended;

  // Guarded by the lock.
  @Nullable SmallMap<Pid, ProcessCell> links;
  @Nullable SmallMap<Ref, Monitor> monitors;
  @Nullable SmallMap<Ref, Monitor> watchers;
  @Nullable SmallMap<Ref, AliasMode> aliases;
  @Nullable Set<AutoCloseable> owned;
  @Nullable Suspension suspension;
  final boolean reportsExits;

  ProcessCell(
      Processes node,
      Pid pid,
      @Nullable Pid parent,
      Fun body,
      List<@Nullable Object> arguments,
      boolean reportsExits) {
    this.node = node;
    this.pid = pid;
    this.parent = parent;
    this.body = body;
    this.arguments = arguments;
    this.initialCall = body.description();
    this.reportsExits = reportsExits;
  }

  /** The process whose thread this is, or null. */
  static @Nullable ProcessCell currentOrNull() {
    return Thread.currentThread().getUncaughtExceptionHandler() instanceof ProcessCell cell
        ? cell
        : null;
  }

  static ProcessCell current() {
    ProcessCell cell = currentOrNull();
    if (cell == null) throw new NotAProcessException();
    return cell;
  }

  @Override
  public void run() {
    Trampoline.run(this);
  }

  @Override
  public void uncaughtException(Thread thread, Throwable fault) {
    node.fault("process " + pid + " ended by a fault of the runtime", fault);
  }

  // --- What any thread may do to it

  void launch() {
    asleep = false;
    Thread started = node.table().thread(this);
    thread = started;
    started.start();
  }

  void deliver(Object message) {
    if (mailbox.put(message)) wakeReader();
  }

  /** To be called after a field was set that the process must look at. */
  void wake() {
    woken = true;
    if (mailbox.claim()) {
      wakeReader();
    } else {
      Thread started = thread;
      if (started != null) LockSupport.unpark(started);
    }
  }

  /** To be called by the one who took the mailbox's mark. */
  void wakeReader() {
    if (asleep) launch();
    else LockSupport.unpark(thread);
  }

  boolean isAlive() {
    return phase == Phase.ALIVE && doom == null;
  }

  /** It is dead: who still looks at it must not hold what it had. Its own thread. */
  void forget() {
    mailbox.clear();
    dictionary = null;
    waitsFor = "";
    thread = null;
  }

  // --- What only the process itself may do: its own waits

  /**
   * The arguments of its body; from now on the process holds neither, or an old version could not
   * be let go.
   */
  List<@Nullable Object> takeArguments() {
    List<@Nullable Object> taken = arguments;
    arguments = List.of();
    body = Spent.FUN;
    return taken;
  }

  /** What stands in the place of a body that has been called. */
  private enum Spent implements Proc0 {
    FUN;

    @Override
    public void run() {}
  }

  /** Every call of the runtime that does not wait begins with this. */
  void heed() {
    if (doom != null || suspended) Signals.heed(this, false);
    if (--turn <= 0) giveTurn();
  }

  /** The same for those that wait: they end even within a class initialiser. */
  private void heedBeforeWait() {
    if (doom != null || suspended) Signals.heed(this, true);
  }

  private void giveTurn() {
    turn = TURN;
    Thread.yield();
  }

  @Nullable Object receive(Deadline until) {
    mailbox.rewind();
    while (true) {
      heedBeforeWait();
      Object message = mailbox.poll();
      if (message != null) {
        if (--turn <= 0) giveTurn();
        return message;
      }
      if (until.expired()) return null;
      if (mailbox.announce()) rest("a message", until, true);
    }
  }

  <T> @Nullable T receive(Function<Object, @Nullable T> matcher, Deadline until, Object what) {
    mailbox.rewind();
    while (true) {
      heedBeforeWait();
      T taken = mailbox.take(matcher);
      if (taken != null) {
        if (--turn <= 0) giveTurn();
        return taken;
      }
      if (until.expired()) return null;
      if (mailbox.announce()) rest(what, until, true);
    }
  }

  /**
   * Parks: the one place in which a process rests on its thread. Comes back at a wake-up, at the
   * deadline, or for no reason: the caller looks at what it waits for again.
   *
   * @param announced the mailbox has the mark that the process waits; it is taken back
   */
  void rest(Object what, Deadline until, boolean announced) {
    waitsFor = what;
    restingSinceMillis = System.currentTimeMillis();
    restsForMessage = announced;
    moves++;
    if (suspended) Suspension.reached(this);
    if (until.finite()) LockSupport.parkNanos(until.remainingNanos());
    else LockSupport.park();
    moves++;
    if (announced) mailbox.claim();
    // Interrupts are no signals of processes; one left over would make every wait a spin.
    Thread.interrupted();
  }

  /**
   * Goes to sleep without a thread.
   *
   * @return false: there is a reason not to, and the thread goes on; true: the thread must end now,
   *     for another may have been started for this process already
   */
  boolean sleep() {
    if (!mailbox.isEmpty()) return false;
    waitsFor = "a message, hibernated";
    restingSinceMillis = System.currentTimeMillis();
    restsForMessage = true;
    asleep = true;
    thread = null;
    moves++;
    if (suspended) Suspension.reached(this);
    if (mailbox.announce() && (doom == null || !mailbox.claim())) return true;
    thread = Thread.currentThread();
    asleep = false;
    moves++;
    return false;
  }
}
