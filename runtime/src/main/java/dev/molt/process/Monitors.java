package dev.molt.process;

import dev.molt.term.DownMessage;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import dev.molt.term.Ref;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Monitors and the aliases made with them. The watcher's table decides: what has been taken out of
 * it is never told, so after {@code demonitor} no down message can come any more.
 *
 * <p>A monitor on a process that is doomed says {@code noproc}, as if it were gone already, but
 * only when it really is gone: its name is free then, and no code of it runs.
 */
final class Monitors {
  private Monitors() {}

  /** The watcher sets up a monitor. Its own thread. */
  static Ref start(
      ProcessCell watcher, Object target, @Nullable ProcessCell watched, @Nullable AliasMode mode) {
    Monitor monitor = new Monitor(Ref.make(), target, watcher);
    if (watched == watcher) return monitor.ref;
    synchronized (watcher) {
      SmallMap<Ref, Monitor> monitors = watcher.monitors;
      if (monitors == null) watcher.monitors = monitors = new SmallMap<>();
      monitors.put(monitor.ref, monitor);
      if (mode != null) Aliases.add(watcher, monitor.ref, mode);
    }
    if (watched == null || !attach(monitor, watched))
      fire(monitor, ExitReason.NOPROC, watcher.node);
    return monitor.ref;
  }

  /** Somebody who is no process sets up a monitor. Any thread. */
  static Ref watch(Processes node, Pid target, Consumer<DownMessage> consumer) {
    Monitor monitor = new Monitor(Ref.make(), target, consumer);
    ProcessCell watched = node.cell(target);
    if (watched == null || !attach(monitor, watched)) fire(monitor, ExitReason.NOPROC, node);
    return monitor.ref;
  }

  static boolean unwatch(ProcessCell watched, Ref ref) {
    synchronized (watched) {
      return watched.watchers != null && watched.watchers.remove(ref) != null;
    }
  }

  private static boolean attach(Monitor monitor, ProcessCell watched) {
    monitor.watched = watched;
    synchronized (watched) {
      if (watched.phase == ProcessCell.Phase.DEAD) return false;
      monitor.late = monitor.watcher != null && !watched.isAlive();
      SmallMap<Ref, Monitor> watchers = watched.watchers;
      if (watchers == null) watched.watchers = watchers = new SmallMap<>();
      watchers.put(monitor.ref, monitor);
      return true;
    }
  }

  /** Tells the watcher, unless it has taken the monitor back. No lock held. */
  static void fire(Monitor monitor, ExitReason reason, Processes node) {
    DownMessage message =
        new DownMessage(monitor.ref, monitor.target, monitor.late ? ExitReason.NOPROC : reason);
    ProcessCell watcher = monitor.watcher;
    if (watcher == null) {
      monitor.tellConsumer(message, node);
      return;
    }
    synchronized (watcher) {
      if (watcher.monitors == null || watcher.monitors.remove(monitor.ref) == null) return;
      Aliases.monitorEnded(watcher, monitor.ref);
      watcher.deliver(message);
    }
  }

  /**
   * The watcher takes a monitor back. Its own thread.
   *
   * @return false: there is none, it has fired or never was
   */
  static boolean stop(ProcessCell watcher, Ref ref) {
    Monitor monitor;
    synchronized (watcher) {
      monitor = watcher.monitors == null ? null : watcher.monitors.remove(ref);
      if (monitor == null) return false;
      Aliases.monitorEnded(watcher, ref);
    }
    detach(monitor);
    return true;
  }

  /** Takes it out of the watched process's table. No lock held. */
  static void detach(Monitor monitor) {
    ProcessCell watched = monitor.watched;
    if (watched != null) unwatch(watched, monitor.ref);
  }

  /** Takes the down message of a monitor out of the mailbox. The watcher's own thread. */
  static boolean flush(ProcessCell watcher, Ref ref) {
    watcher.mailbox.rewind();
    return watcher.mailbox.<Object>take(
            message ->
                message instanceof DownMessage down && down.monitor().equals(ref) ? down : null)
        != null;
  }
}
