package dev.molt.process;

import dev.molt.process.SignalRules.Origin;
import dev.molt.term.Alias;
import dev.molt.term.ExitMessage;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import dev.molt.term.Ref;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What code inside a process can do. Every function throws {@link NotAProcessException} on a thread
 * that is no process, and {@link ExitSignal} in a process that an exit signal must end, unless it
 * says otherwise. Ways to start processes are in {@link Spawning}.
 *
 * <p>Longer than most files: it is one face, each function a few lines.
 */
public final class Process extends Spawning {
  private Process() {}

  /** OTP: {@code self/0}. */
  public static Pid self() {
    return ProcessCell.current().pid;
  }

  /** The node's processes: the same for any thread. */
  public static Processes processes() {
    return ProcessCell.current().node;
  }

  /** The calling thread is a process. Throws nothing. */
  public static boolean isProcess() {
    return ProcessCell.currentOrNull() != null;
  }

  /** The thread runs a process, of whichever node. Throws nothing, on any thread. */
  public static boolean isProcess(Thread thread) {
    return thread.getUncaughtExceptionHandler() instanceof ProcessCell;
  }

  private static ProcessCell heeding() {
    ProcessCell self = ProcessCell.current();
    self.heed();
    return self;
  }

  // --- Messages

  /**
   * Sends a message; to a process that is dead it is dropped. Never waits. OTP: {@code Pid ! Msg}.
   */
  public static void send(Pid to, Object message) {
    heeding().node.send(to, message);
  }

  /**
   * Sends a message to who bears the name. OTP: {@code Name ! Msg}.
   *
   * @throws BadArgException nobody bears it
   */
  public static void send(String name, Object message) {
    heeding().node.send(name, message);
  }

  /** Sends a message to an alias; if it has ended, the message is dropped. */
  public static void send(Alias to, Object message) {
    heeding().node.send(to, message);
  }

  /** Waits for a message; the oldest. OTP: {@code receive Msg -> Msg end}. */
  public static Object receive() {
    return Objects.requireNonNull(ProcessCell.current().receive(Deadline.NEVER));
  }

  /** The same, or null if none came in time. */
  public static @Nullable Object receive(Duration timeout) {
    return ProcessCell.current().receive(Deadline.in(timeout));
  }

  /** Waits for a message that matches; the oldest. All others stay where they are. */
  public static <T> T receive(Matcher<T> matcher) {
    return Objects.requireNonNull(receive(matcher, Deadline.NEVER, "a message that matches"));
  }

  /** The same with a limit of time. OTP: {@code receive ... after Timeout -> ... end}. */
  public static <T> ReceiveResult<T> receive(Matcher<T> matcher, Duration timeout) {
    T taken = receive(matcher, Deadline.in(timeout), "a message that matches");
    return taken == null ? new ReceiveResult.TimedOut<>() : new ReceiveResult.Received<>(taken);
  }

  /**
   * The same, for code of the runtime: null if none came in time.
   *
   * @param waitsFor what {@link ProcessView#status} calls it; its {@code toString} is not module
   *     code
   */
  public static <T> @Nullable T receive(Matcher<T> matcher, Deadline until, Object waitsFor) {
    return ProcessCell.current().receive(matcher::match, until, waitsFor);
  }

  /** An address of the caller's that lasts until it is given up. OTP: {@code erlang:alias/1}. */
  public static Alias alias(AliasMode mode) {
    ProcessCell self = heeding();
    Ref ref = Ref.make();
    synchronized (self) {
      Aliases.add(self, ref, mode);
    }
    return new Alias(self.pid, ref);
  }

  /** Gives it up; false: it has ended before, or is not the caller's. OTP: {@code unalias/1}. */
  public static boolean unalias(Alias alias) {
    ProcessCell self = heeding();
    return alias.owner().equals(self.pid) && Aliases.remove(self, alias.ref());
  }

  /** Sends a message later. OTP: {@code erlang:send_after/3}. */
  public static Ref sendAfter(Duration after, Pid to, Object message) {
    return heeding().node.sendAfter(after, to, message);
  }

  /** The same to who bears the name then, if anybody does. */
  public static Ref sendAfter(Duration after, String name, Object message) {
    return heeding().node.sendAfter(after, name, message);
  }

  /** Sends a {@link dev.molt.term.TimerMessage} later. OTP: {@code erlang:start_timer/3}. */
  public static Ref startTimer(Duration after, Pid to, Object message) {
    return heeding().node.startTimer(after, to, message);
  }

  /**
   * Takes a timer back: what was left of it, or null if it has been sent or cancelled, or its
   * process is dead. OTP: {@code erlang:cancel_timer/1}.
   */
  public static @Nullable Duration cancelTimer(Ref timer) {
    return heeding().node.cancelTimer(timer);
  }

  /** What is left of a timer, or null. OTP: {@code erlang:read_timer/1}. */
  public static @Nullable Duration readTimer(Ref timer) {
    return heeding().node.timers().read(timer);
  }

  // --- Links, monitors, exits

  /**
   * Links the caller to a process. If that one is dead, the caller gets an exit signal {@code
   * noproc} from it. OTP: {@code link/1}.
   */
  public static void link(Pid to) {
    ProcessCell self = heeding();
    if (to.equals(self.pid)) return;
    ProcessCell cell = self.node.cell(to);
    if (cell != null && Links.link(self, cell)) return;
    Signals.exit(self, Origin.LINK, to, ExitReason.NOPROC);
    self.heed();
  }

  /** Takes the link back: from now on no exit signal comes through it. OTP: {@code unlink/1}. */
  public static void unlink(Pid to) {
    ProcessCell self = heeding();
    ProcessCell cell = self.node.cell(to);
    if (cell != null) Links.unlink(self, cell);
    else Links.forget(self, to);
  }

  /** A {@link dev.molt.term.DownMessage} will tell of its end. OTP: {@code monitor/2}. */
  public static Ref monitor(Pid target) {
    ProcessCell self = heeding();
    return Monitors.start(self, target, self.node.cell(target), null);
  }

  /** The same of who bears the name now. */
  public static Ref monitor(String name) {
    ProcessCell self = heeding();
    return Monitors.start(self, name, self.node.cell(name), null);
  }

  /**
   * A monitor that is an alias too: its {@link Alias#ref} is the monitor's. A call sends it along,
   * so that no answer comes after the caller has given up. OTP: {@code monitor/3} with {@code
   * alias}.
   */
  public static Alias monitorAlias(Pid target, AliasMode mode) {
    ProcessCell self = heeding();
    Ref ref = Monitors.start(self, target, self.node.cell(target), mode);
    return new Alias(self.pid, ref);
  }

  /** The same of who bears the name now. */
  public static Alias monitorAlias(String name, AliasMode mode) {
    ProcessCell self = heeding();
    return new Alias(self.pid, Monitors.start(self, name, self.node.cell(name), mode));
  }

  /**
   * Takes a monitor back: no down message comes from now on.
   *
   * @return true; with {@link DemonitorOption#INFO} false if there was none any more
   */
  public static boolean demonitor(Ref monitor, DemonitorOption... options) {
    ProcessCell self = heeding();
    List<DemonitorOption> how = Arrays.asList(options);
    boolean found = Monitors.stop(self, monitor);
    if (!found && how.contains(DemonitorOption.FLUSH)) Monitors.flush(self, monitor);
    return found || !how.contains(DemonitorOption.INFO);
  }

  /**
   * Ends the caller, unless it is caught. Never returns; {@code throw Process.exit(..)} tells the
   * compiler so. OTP: {@code exit/1}.
   */
  public static ExitException exit(ExitReason reason) {
    heeding();
    throw new ExitException(reason);
  }

  /**
   * Sends an exit signal. Returns at once, if it is not the caller's own end. OTP: {@code exit/2}.
   */
  public static void exit(Pid to, ExitReason reason) {
    ProcessCell self = heeding();
    self.node.exit(to, reason);
    self.heed();
  }

  /** From now on, exit signals come as {@link ExitMessage}s, or not; what it was before. */
  public static boolean trapExit(boolean trap) {
    ProcessCell self = heeding();
    boolean before;
    synchronized (self) {
      before = self.trapsExit;
      self.trapsExit = trap;
    }
    self.heed();
    return before;
  }

  /** False for one that is dead, or that an exit signal is about to end. */
  public static boolean isAlive(Pid pid) {
    return heeding().node.isAlive(pid);
  }

  // --- Names: see Processes

  public static void register(String name, Pid pid) {
    heeding().node.register(name, pid);
  }

  public static void unregister(String name) {
    heeding().node.unregister(name);
  }

  public static @Nullable Pid whereis(String name) {
    return heeding().node.whereis(name);
  }

  public static List<String> registered() {
    return heeding().node.registered();
  }

  // --- The process dictionary

  /** OTP: {@code put/2}; what was there before, or null. */
  public static @Nullable Object put(Object key, Object value) {
    ProcessCell self = heeding();
    if (self.dictionary == null) self.dictionary = new HashMap<>();
    return self.dictionary.put(key, value);
  }

  /** OTP: {@code get/1}. */
  public static @Nullable Object get(Object key) {
    ProcessCell self = heeding();
    return self.dictionary == null ? null : self.dictionary.get(key);
  }

  /** OTP: {@code erase/1}; what was there, or null. */
  public static @Nullable Object erase(Object key) {
    ProcessCell self = heeding();
    return self.dictionary == null ? null : self.dictionary.remove(key);
  }

  /** A copy of it. OTP: {@code get/0}. */
  public static Map<Object, Object> dictionary() {
    ProcessCell self = heeding();
    return self.dictionary == null ? Map.of() : new HashMap<>(self.dictionary);
  }

  // --- Suspending

  /**
   * Stops another process where it comes to the runtime next, and waits until it has. As often as
   * it is called, {@link #resume} must be; the caller's death resumes too. OTP: {@code
   * suspend_process}.
   *
   * @throws BadArgException it is the caller, or dead
   */
  public static void suspend(Pid target) {
    ProcessCell self = heeding();
    ProcessCell cell = self.node.cell(target);
    if (cell == null || cell == self) throw new BadArgException("suspend: " + target);
    var atRest = Suspension.suspend(cell, self.pid);
    Suspension.remember(self, cell);
    Waits.await(atRest, Deadline.NEVER, target + " to be suspended");
  }

  /**
   * Takes one {@link #suspend} of the caller's back. OTP: {@code resume_process}.
   *
   * @throws BadArgException the caller does not hold it suspended, or it is dead
   */
  public static void resume(Pid target) {
    ProcessCell self = heeding();
    ProcessCell cell = self.node.cell(target);
    if (cell == null || !Suspension.resume(cell, self.pid, false)) {
      throw new BadArgException("resume: " + target + " is not suspended by the caller");
    }
  }

  // --- Waits that are no receive

  /**
   * Waits for something that the runtime does. Consumes no message; an exit signal ends the wait.
   * On a thread that is no process it waits too, as {@code get} does.
   *
   * @return what the stage gave; what it failed with is thrown, wrapped if it is checked
   * @throws AwaitTimeoutException it was not done by the deadline
   */
  public static <T extends @Nullable Object> T await(CompletionStage<T> stage, Deadline until) {
    return Waits.await(stage, until);
  }

  /**
   * The same.
   *
   * @param waitsFor what {@link ProcessView#status} calls it; its {@code toString} is not module
   *     code
   */
  public static <T extends @Nullable Object> T await(
      CompletionStage<T> stage, Deadline until, Object waitsFor) {
    return Waits.await(stage, until, waitsFor);
  }

  /**
   * A call that blocks in the JDK. The process's view says what it waits for and since when.
   *
   * @param wake closed, on another thread, when an exit signal is to end the call
   */
  public static <T extends @Nullable Object> T blocking(
      String waitsFor, AutoCloseable wake, Callable<T> call) throws Exception {
    return Waits.blocking(waitsFor, wake, call);
  }

  /**
   * Makes a resource the caller's own: it is closed when the process ends, before anybody is told.
   * Closing must not wait, and must do nothing the second time.
   */
  public static void own(AutoCloseable resource) {
    ProcessCell self = heeding();
    self.node.own(self.pid, resource);
  }

  /** Takes it back; false: it was not the caller's own. */
  public static boolean disown(AutoCloseable resource) {
    ProcessCell self = heeding();
    return self.node.disown(self.pid, resource);
  }

  // --- For the rooms above

  /** The runtime's loop is about to call into a module; {@link #leaveModule} must follow. */
  public static void enterModule() {
    ProcessCell.current().depth++;
  }

  /** That call has come back, or thrown. */
  public static void leaveModule() {
    ProcessCell.current().depth--;
  }

  /**
   * The poll's way out: throws {@link ExitSignal} in a process that an exit signal must end, at
   * once the first time and again only when a grace of 50 ms is over; never while a class is being
   * initialised. Does nothing elsewhere.
   */
  public static void exitIfDoomed() {
    Signals.poll(ProcessCell.currentOrNull());
  }
}
