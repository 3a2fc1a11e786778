package dev.molt.process;

import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The living processes of a node, and how they come in. Any thread. */
final class ProcessTable {
  // Set once.
  private final Processes node;
  private final ThreadFactory threads;

  // Concurrent.
  private final ConcurrentHashMap<Pid, ProcessCell> cells = new ConcurrentHashMap<>();
  private final AtomicLong lastSerial = new AtomicLong();
  private final CompletableFuture<@Nullable Void> emptied = new CompletableFuture<>();
  private volatile boolean closed;
  private volatile @Nullable ClassLoader contextClassLoader;

  ProcessTable(Processes node, ThreadFactory threads) {
    this.node = node;
    this.threads = threads;
  }

  @Nullable ProcessCell get(Pid pid) {
    return cells.get(pid);
  }

  Collection<ProcessCell> all() {
    return cells.values();
  }

  int count() {
    return cells.size();
  }

  /**
   * Makes a process that has all its links and its name, but does not run before {@link #start}.
   */
  ProcessCell prepare(
      SpawnOptions options,
      @Nullable ProcessCell parent,
      Fun fun,
      List<@Nullable Object> arguments) {
    if (closed) throw new IllegalStateException("the node is closed");
    if (options.linked() && parent == null) {
      throw new IllegalArgumentException("a link needs a process at its other end");
    }
    Pid pid = new Pid(node.node(), lastSerial.incrementAndGet());
    Pid by = parent == null ? null : parent.pid;
    ProcessCell cell = new ProcessCell(node, pid, by, fun, arguments, options.reportsExits());
    cells.put(pid, cell);
    String name = options.name();
    if (name != null && !node.names().give(name, cell)) {
      remove(cell);
      throw new BadArgException("the name is taken: " + name);
    }
    if (options.linked() && parent != null) Links.link(parent, cell);
    if (closed) node.exit(pid, ExitReason.KILL);
    return cell;
  }

  void start(ProcessCell cell, SpawnOptions options) {
    if (options.suspended()) startSuspended(cell);
    else cell.launch();
  }

  private void startSuspended(ProcessCell cell) {
    ProcessCell caller = node.callerOrNull();
    if (!Suspension.bear(cell, caller == null ? node.outside() : caller.pid)) {
      cell.launch();
      return;
    }
    if (caller != null) Suspension.remember(caller, cell);
    cell.asleep = true;
    // A message or an exit signal may be here already: then it needs its thread at once.
    if (!cell.mailbox.announce()) cell.launch();
    else if (cell.doom != null) cell.wake();
  }

  Thread thread(ProcessCell cell) {
    Thread thread = threads.newThread(cell);
    thread.setUncaughtExceptionHandler(cell);
    ClassLoader loader = contextClassLoader;
    if (loader != null) thread.setContextClassLoader(loader);
    return thread;
  }

  void contextClassLoader(ClassLoader loader) {
    contextClassLoader = loader;
  }

  void remove(ProcessCell cell) {
    cells.remove(cell.pid);
    if (closed && cells.isEmpty()) emptied.complete(null);
  }

  /** Lets nobody in any more, and kills all who are in. Done once the last one has gone. */
  CompletableFuture<@Nullable Void> close() {
    closed = true;
    cells.keySet().forEach(pid -> node.exit(pid, ExitReason.KILL));
    if (cells.isEmpty()) emptied.complete(null);
    return emptied;
  }
}
