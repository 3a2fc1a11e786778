package dev.molt.process;

import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import dev.molt.term.Ref;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a process dies, on its own thread: its resources are closed, its name is free, it is out of
 * the table; only then are listeners, links and monitors told, in this order.
 */
final class Dying {
  private static final Logger LOG = LoggerFactory.getLogger(CrashReport.class);

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
    CrashReport crash = raised && doom == null ? CrashReport.of(cell, reason) : null;
    // What is called now may be module code, and may not end by itself; it has the same grace as a
    // finally.
    Signals.beginGrace(cell);
    cell.depth++;
    try {
      if (crash != null) log(cell, crash);
      Owned.closeAll(cell);
    } finally {
      cell.depth--;
      leave(cell, reason, doom == null ? null : doom.link(), crash);
    }
  }

  private static void log(ProcessCell cell, CrashReport crash) {
    cell.node.exitWatch().add(cell);
    try {
      if (crash.reason() instanceof ExitReason.Crash(var error)) LOG.error(crash.text(), error);
      else LOG.error(crash.text());
    } catch (RuntimeException | Error failed) {
      // Its own words failed: of this one only the class is safe to say.
      LOG.error("process {} crashed, and so did its report: {}", cell.pid, failed.getClass());
    }
  }

  private static void leave(
      ProcessCell cell, ExitReason reason, @Nullable Pid causedBy, @Nullable CrashReport crash) {
    String name;
    SmallMap<Pid, ProcessCell> links;
    SmallMap<Ref, Monitor> monitors;
    SmallMap<Ref, Monitor> watchers;
    synchronized (cell) {
      cell.ended = reason;
      cell.phase = ProcessCell.Phase.DEAD;
      name = cell.node.names().takeFrom(cell);
      links = cell.links;
      monitors = cell.monitors;
      watchers = cell.watchers;
      cell.links = null;
      cell.monitors = null;
      cell.watchers = null;
      cell.aliases = null;
    }
    Processes node = cell.node;
    node.table().remove(cell);
    node.died(
        new Death(
            cell.pid, name, cell.initialCall.toString(), reason, causedBy, cell.parent, crash));
    if (links != null) links.forEach((pid, to) -> Signals.linkEnded(to, cell.pid, reason));
    if (watchers != null) watchers.forEach((ref, m) -> Monitors.fire(m, reason, node));
    if (monitors != null) monitors.forEach((ref, m) -> Monitors.detach(m));
    if (cell.ticket != null) cell.ticket.childEnded(reason);
    Suspension.reached(cell);
    cell.forget();
    if (cell.holding != null) {
      cell.holding.forEach(held -> Suspension.resume(held, cell.pid, true));
    }
  }
}
