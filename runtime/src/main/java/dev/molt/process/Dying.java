package dev.molt.process;

import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import dev.molt.term.Ref;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a process dies, on its own thread: its resources are closed, its name is free, it is out of
 * the table; only then are listeners, links and monitors told, in this order.
 */
final class Dying {
  private Dying() {}

  /**
   * @param raised it ended by a throw or exit of its own that is to be reported, unless a signal
   *     that came first has the last word
   */
  static void die(ProcessCell cell, ExitReason own, boolean raised) {
    Doom doom;
    synchronized (cell) {
      doom = cell.doom;
      if (doom == null) cell.doom = new Doom(own, null, System.nanoTime());
      cell.phase = ProcessCell.Phase.EXITING;
    }
    ExitReason reason = doom != null ? doom.reason() : own;
    try {
      if (raised && doom == null) {
        // The words may come from module code: a message, a toString.
        cell.node.exitWatch().add(cell);
        CrashReport.log(cell, reason);
      }
      closeOwned(cell);
    } finally {
      leave(cell, reason, doom == null ? null : doom.link());
    }
  }

  private static void leave(ProcessCell cell, ExitReason reason, @Nullable Pid causedBy) {
    String name;
    SmallMap<Pid, ProcessCell> links;
    SmallMap<Ref, Monitor> monitors;
    SmallMap<Ref, Monitor> watchers;
    synchronized (cell) {
      cell.ended = reason;
      cell.phase = ProcessCell.Phase.DEAD;
      name = cell.name;
      if (name != null) cell.node.names().remove(name, cell.pid);
      links = cell.links;
      monitors = cell.monitors;
      watchers = cell.watchers;
      cell.links = null;
      cell.monitors = null;
      cell.watchers = null;
      cell.aliases = null;
    }
    Processes node = cell.node;
    node.remove(cell);
    node.died(new Death(cell.pid, name, cell.initialCall, reason, causedBy, cell.parent));
    if (links != null) links.forEach((pid, to) -> Signals.linkEnded(to, cell.pid, reason));
    if (watchers != null) watchers.forEach((ref, m) -> Monitors.fire(m, reason, node));
    if (monitors != null) monitors.forEach((ref, m) -> Monitors.detach(m));
    if (cell.ticket != null) cell.ticket.childEnded(reason);
    Suspension.reached(cell);
    if (cell.holding != null) {
      cell.holding.forEach(held -> Suspension.resume(held, cell.pid, true));
    }
  }

  private static void closeOwned(ProcessCell cell) {
    List<AutoCloseable> resources;
    synchronized (cell) {
      Set<AutoCloseable> owned = cell.owned;
      cell.owned = null;
      if (owned == null) return;
      resources = List.copyOf(owned);
    }
    cell.node.exitWatch().add(cell);
    for (AutoCloseable resource : resources) {
      try {
        resource.close();
      } catch (Exception | Error fault) {
        cell.node.fault("a resource of " + cell.pid + " could not be closed", fault);
      }
    }
  }
}
