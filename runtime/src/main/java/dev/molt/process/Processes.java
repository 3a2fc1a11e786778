package dev.molt.process;

import dev.molt.process.SignalRules.Origin;
import dev.molt.term.Alias;
import dev.molt.term.DownMessage;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import dev.molt.term.Ref;
import dev.molt.term.TimerMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processes of one node, for any thread: the table, the names, the timers, and what the node
 * hangs on them. Code inside a process uses {@link Process}.
 *
 * <p>Longer than most files: every door from outside into the room is in it, each a few lines.
 */
public final class Processes implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Processes.class);

  /** How long {@link #close} waits for those that it has killed. */
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

  // Set once.
  private final int node;
  private final Pid outside;
  private final ProcessTable table;
  private final Names names = new Names(this);
  private final Timers timers;
  private final ExitWatch exitWatch = new ExitWatch(this);
  private final Aside aside;

  // Concurrent: any thread.
  private final ConcurrentHashMap<Ref, Consumer<Object>> outsideAliases = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Class<?>, Object> attachments = new ConcurrentHashMap<>();
  private final CopyOnWriteArrayList<DeathListener> deathListeners = new CopyOnWriteArrayList<>();
  private volatile @Nullable ExitEnforcer enforcer;

  /** Processes on the JDK's own virtual threads. */
  public Processes(int node) {
    this(node, Thread.ofVirtual().inheritInheritableThreadLocals(false).factory());
  }

  /**
   * @param node the number of the node, unique in this JVM
   * @param threads makes the virtual threads of processes, not started
   */
  public Processes(int node, ThreadFactory threads) {
    this.node = node;
    this.outside = new Pid(node, 0);
    this.table = new ProcessTable(this, threads);
    this.timers = new Timers(this);
    this.aside = new Aside(this);
  }

  public int node() {
    return node;
  }

  /** Stands for whoever is no process: the sender of an exit signal from another thread. */
  public Pid outside() {
    return outside;
  }

  // --- Starting

  /**
   * Starts a process. Called in a process of this node, that one is its parent.
   *
   * @throws BadArgException the options give a name that is taken
   * @throws IllegalArgumentException the options ask for a link, and the caller is no process
   * @throws IllegalStateException the node is closed
   */
  public Pid spawn(SpawnOptions options, Fun fun, @Nullable Object... arguments) {
    List<@Nullable Object> copied = Arrays.asList(arguments.clone());
    ProcessCell cell = table.prepare(options, callerOrNull(), fun, copied);
    table.start(cell, options);
    return cell.pid;
  }

  /** The context class loader of processes whose thread starts from now on. */
  public void contextClassLoader(ClassLoader loader) {
    table.contextClassLoader(loader);
  }

  // --- Messages

  /** Sends a message; to a process that is dead it is dropped. Never waits. */
  public void send(Pid to, Object message) {
    ProcessCell cell = table.get(to);
    if (cell != null) cell.deliver(Objects.requireNonNull(message));
  }

  /**
   * Sends a message to who bears the name.
   *
   * @throws BadArgException nobody bears it
   */
  public void send(String name, Object message) {
    Pid pid = names.whereis(name);
    if (pid == null) throw new BadArgException("nobody is registered as " + name);
    send(pid, message);
  }

  /** Sends a message to an alias; if it has ended, the message is dropped. */
  public void send(Alias to, Object message) {
    if (to.owner().equals(outside)) {
      Consumer<Object> consumer = outsideAliases.remove(to.ref());
      if (consumer != null) consumer.accept(message);
      return;
    }
    ProcessCell owner = table.get(to.owner());
    if (owner != null) Aliases.send(owner, to.ref(), message);
  }

  /**
   * An alias for somebody who is no process, good for one message.
   *
   * @param consumer called on the sender's thread; it must not wait, nor throw
   */
  public Alias alias(Consumer<Object> consumer) {
    Ref ref = Ref.make();
    outsideAliases.put(ref, consumer);
    return new Alias(outside, ref);
  }

  /** Gives up an alias made here; false: it has ended before. */
  public boolean unalias(Alias alias) {
    return outsideAliases.remove(alias.ref()) != null;
  }

  /** Sends a message later. The reference serves to cancel it. */
  public Ref sendAfter(Duration after, Pid to, Object message) {
    Ref ref = Ref.make();
    timers.start(ref, after, to, message);
    return ref;
  }

  /** The same to who bears the name then, if anybody does. */
  public Ref sendAfter(Duration after, String name, Object message) {
    Ref ref = Ref.make();
    timers.start(ref, after, name, message);
    return ref;
  }

  /** Sends a {@link TimerMessage} that bears the timer's reference later. */
  public Ref startTimer(Duration after, Pid to, Object message) {
    Ref ref = Ref.make();
    timers.start(ref, after, to, new TimerMessage(ref, message));
    return ref;
  }

  /**
   * What was left of the timer, or null if it has been sent, or cancelled, or its process is dead.
   */
  public @Nullable Duration cancelTimer(Ref timer) {
    return timers.cancel(timer);
  }

  // --- Signals

  /** Sends an exit signal. Returns at once; a dead process is dead enough. */
  public void exit(Pid to, ExitReason reason) {
    ProcessCell cell = table.get(to);
    if (cell == null) return;
    ProcessCell caller = callerOrNull();
    Origin origin = cell == caller ? Origin.SENT_TO_SELF : Origin.SENT;
    Signals.exit(cell, origin, caller == null ? outside : caller.pid, reason);
  }

  /**
   * A monitor for somebody who is no process.
   *
   * @param consumer called once, on the dying process's thread, or at once with {@link
   *     ExitReason#NOPROC} on the caller's; it must not wait
   */
  public Ref watch(Pid target, Consumer<DownMessage> consumer) {
    return Monitors.watch(this, target, consumer);
  }

  /** Takes such a monitor back; false: it has fired. */
  public boolean unwatch(Pid target, Ref monitor) {
    ProcessCell cell = table.get(target);
    return cell != null && Monitors.unwatch(cell, monitor);
  }

  /**
   * Stops a process where it comes to the runtime next, until {@link #resume}.
   *
   * @return done once it rests, or is dead
   * @throws BadArgException it is dead
   */
  public CompletableFuture<@Nullable Void> suspend(Pid target) {
    ProcessCell cell = table.get(target);
    if (cell == null) throw new BadArgException("suspend: " + target + " is dead");
    return Suspension.suspend(cell, outside);
  }

  /**
   * Takes one {@link #suspend} back.
   *
   * @throws BadArgException it was not suspended from outside, or is dead
   */
  public void resume(Pid target) {
    ProcessCell cell = table.get(target);
    if (cell == null || !Suspension.resume(cell, outside, false)) {
      throw new BadArgException("resume: " + target + " is not suspended by the caller");
    }
  }

  // --- Names

  /**
   * Gives a process a name.
   *
   * @throws BadArgException the process is dead or has a name, or the name is taken
   */
  public void register(String name, Pid pid) {
    names.register(name, pid);
  }

  /**
   * Frees a name.
   *
   * @throws BadArgException nobody bears it
   */
  public void unregister(String name) {
    names.unregister(name);
  }

  public @Nullable Pid whereis(String name) {
    return names.whereis(name);
  }

  public List<String> registered() {
    return names.all();
  }

  // --- Looking

  /** False for one that is dead, or that an exit signal is about to end. */
  public boolean isAlive(Pid pid) {
    ProcessCell cell = table.get(pid);
    return cell != null && cell.isAlive();
  }

  /** Empty: it is dead. */
  public Optional<ProcessView> view(Pid pid) {
    return Optional.ofNullable(table.get(pid)).map(CellView::new);
  }

  public List<ProcessView> views() {
    return table.all().stream().<ProcessView>map(CellView::new).toList();
  }

  public void forEach(Consumer<? super ProcessView> action) {
    table.all().forEach(cell -> action.accept(new CellView(cell)));
  }

  public int count() {
    return table.count();
  }

  // --- What belongs to a process

  /**
   * Makes a resource the process's own: it is closed when the process ends, before anybody is told.
   * Closing must not wait, and must do nothing the second time.
   *
   * @return false: the process is dead or about to end, and the resource stays the caller's
   */
  public boolean own(Pid pid, AutoCloseable resource) {
    ProcessCell cell = table.get(pid);
    return cell != null && Owned.add(cell, resource);
  }

  /** Takes it back; false: it was not the process's own, or has been closed at its end. */
  public boolean disown(Pid pid, AutoCloseable resource) {
    ProcessCell cell = table.get(pid);
    return cell != null && Owned.remove(cell, resource);
  }

  // --- Ending a doomed process that is held by the JDK

  /**
   * Interrupts a process that an exit signal must end; nothing to any other. Its polls then leave
   * it alone for the grace, as after a throw. For the {@link ExitEnforcer}, which knows when an
   * interrupt would harm others.
   */
  public void interruptDoomed(Pid pid) {
    ProcessCell cell = table.get(pid);
    if (cell == null || cell.doom == null) return;
    Thread thread = cell.thread;
    if (thread == null) return;
    Signals.beginGrace(cell);
    thread.interrupt();
  }

  /**
   * Closes, on another thread, what a process owns that an exit signal must end; nothing to any
   * other. It will be closed again when the process ends, which by then does nothing. Grace as for
   * {@link #interruptDoomed}.
   *
   * @return whether it owns anything
   */
  public boolean closeOwnedOfDoomed(Pid pid) {
    ProcessCell cell = table.get(pid);
    if (cell == null || cell.doom == null) return false;
    List<AutoCloseable> resources = Owned.all(cell);
    if (resources.isEmpty()) return false;
    Signals.beginGrace(cell);
    resources.forEach(this::closeAside);
    return true;
  }

  // --- What a node hangs on them

  /** Who ends those that do not come to the runtime; one, the last one set. */
  public void enforcer(ExitEnforcer newEnforcer) {
    enforcer = newEnforcer;
  }

  @Nullable ExitEnforcer enforcer() {
    return enforcer;
  }

  public void addDeathListener(DeathListener listener) {
    deathListeners.add(listener);
  }

  public void removeDeathListener(DeathListener listener) {
    deathListeners.remove(listener);
  }

  public <T> void attach(Class<T> type, T attachment) {
    attachments.put(type, attachment);
  }

  /** What is attached; made and attached now if nothing of this type is. */
  public <T> T attachment(Class<T> type, Supplier<? extends T> otherwise) {
    return type.cast(attachments.computeIfAbsent(type, missing -> otherwise.get()));
  }

  /**
   * @throws IllegalStateException nothing of this type is attached
   */
  public <T> T attachment(Class<T> type) {
    T attachment = type.cast(attachments.get(type));
    if (attachment == null) throw new IllegalStateException("this node has no " + type.getName());
    return attachment;
  }

  // --- The end

  /** Kills all processes and waits for them, but not for ever; those that stay are logged. */
  @Override
  public void close() {
    for (ProcessView left : close(CLOSE_WAIT)) {
      LOG.warn("closed with process {} still there: {}", left.pid(), left.status());
    }
  }

  /**
   * Kills all processes and waits for them.
   *
   * @return those that have not ended in time
   */
  public List<ProcessView> close(Duration wait) {
    if (callerOrNull() != null) {
      throw new IllegalStateException("a process cannot close its own node");
    }
    try {
      Waits.await(table.close(), Deadline.in(wait));
    } catch (AwaitTimeoutException stillThere) {
      LOG.debug("{} processes did not end within {}", count(), wait);
    }
    List<ProcessView> left = views();
    timers.close();
    exitWatch.close();
    return left;
  }

  // --- For the room

  @Nullable ProcessCell callerOrNull() {
    ProcessCell caller = ProcessCell.currentOrNull();
    return caller != null && caller.node == this ? caller : null;
  }

  @Nullable ProcessCell cell(Pid pid) {
    return table.get(pid);
  }

  @Nullable ProcessCell cell(String name) {
    Pid pid = names.whereis(name);
    return pid == null ? null : table.get(pid);
  }

  ProcessTable table() {
    return table;
  }

  Names names() {
    return names;
  }

  Timers timers() {
    return timers;
  }

  ExitWatch exitWatch() {
    return exitWatch;
  }

  void died(Death death) {
    for (DeathListener listener : deathListeners) {
      try {
        listener.died(death);
      } catch (RuntimeException | Error fault) {
        fault("a death listener failed at " + death.pid(), fault);
      }
    }
  }

  void closeAside(AutoCloseable resource) {
    aside.close(resource);
  }

  void fault(String what, Throwable fault) {
    LOG.error(what, fault);
  }

  String label(String duty) {
    return "molt-" + node + "-" + duty;
  }
}
