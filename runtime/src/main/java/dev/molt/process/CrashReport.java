package dev.molt.process;

import dev.molt.term.ExitReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The words about a process that ended by its own fault.
 *
 * <p>OTP: the crash report of {@code proc_lib}
 */
final class CrashReport {
  private static final Logger LOG = LoggerFactory.getLogger(CrashReport.class);

  private CrashReport() {}

  /** Says nothing about an end in good order. The dying process's thread. */
  static void log(ProcessCell cell, ExitReason reason) {
    switch (reason) {
      case ExitReason.Normal() -> {}
      case ExitReason.Shutdown shutdown -> {}
      case ExitReason.Crash(var error) -> LOG.error(words(cell, reason), error);
      default -> LOG.error(words(cell, reason));
    }
  }

  private static String words(ProcessCell cell, ExitReason reason) {
    String name = cell.name;
    return "process %s%s ended: %s (initial call %s, parent %s, %d messages in its mailbox)"
        .formatted(
            cell.pid,
            name == null ? "" : " (" + name + ")",
            reason,
            cell.initialCall,
            cell.parent,
            cell.mailbox.size());
  }
}
