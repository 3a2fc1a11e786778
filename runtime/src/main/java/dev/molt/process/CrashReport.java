package dev.molt.process;

import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a process that ended by its own fault, and not by a signal of others.
 *
 * @param ancestors who started it, who started that one, and so on, as far as they are alive
 * @param neighbours the processes linked to it
 * @param mailbox how many messages it left unread
 *     <p>OTP: the crash report of {@code proc_lib}
 */
public record CrashReport(
    Pid pid,
    @Nullable String name,
    String initialCall,
    ExitReason reason,
    List<Pid> ancestors,
    List<Pid> neighbours,
    int mailbox,
    boolean trapsExit) {

  /** Null for an end in good order. The dying process's thread. */
  static @Nullable CrashReport of(ProcessCell cell, ExitReason reason) {
    return switch (reason) {
      case ExitReason.Normal() -> null;
      case ExitReason.Shutdown shutdown -> null;
      default ->
          new CrashReport(
              cell.pid,
              cell.name,
              cell.initialCall.toString(),
              reason,
              ancestors(cell),
              new CellView(cell).links(),
              cell.mailbox.size(),
              cell.trapsExit);
    };
  }

  private static List<Pid> ancestors(ProcessCell cell) {
    List<Pid> ancestors = new ArrayList<>();
    for (ProcessCell at = cell; at != null && at.parent != null; at = at.node.cell(at.parent)) {
      ancestors.add(at.parent);
    }
    return ancestors;
  }

  /** The report for a person. What the reason says of itself may be module code. */
  public String text() {
    return """
        process %s%s crashed: %s
          initial call: %s, ancestors: %s, neighbours: %s, unread messages: %d, traps exits: %s"""
        .formatted(
            pid,
            name == null ? "" : " (" + name + ")",
            reason,
            initialCall,
            ancestors,
            neighbours,
            mailbox,
            trapsExit);
  }
}
