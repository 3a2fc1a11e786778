package dev.molt.supervisor;

import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The words of one supervisor about its children.
 *
 * @param name its registered name, else its pid and its module
 *     <p>OTP: the supervisor reports
 */
record SupervisorLog(String name) {
  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

  void started(Supervised child, @Nullable Pid pid) {
    LOG.debug("supervisor {} started {} as {}", name, child.spec().id(), pid);
  }

  void startError(Supervised child, ExitReason reason) {
    error("start_error", child, reason);
  }

  void childTerminated(Supervised child, ExitReason reason) {
    error("child_terminated", child, reason);
  }

  void shutdownError(Supervised child, ExitReason reason) {
    error("shutdown_error", child, reason);
  }

  void shutdownErrors(ChildSpec spec, int children, ExitReason reason) {
    LOG.error("supervisor {}: shutdown_error of {} {}: {}", name, children, spec.id(), reason);
  }

  /** There were more restarts than it puts up with. */
  void givesUp(Supervised child, SupervisorFlags flags) {
    LOG.error(
        "supervisor {} gives up: reached_max_restart_intensity, more than {} restarts in {} s; the"
            + " last was of {}",
        name,
        flags.intensity(),
        flags.period().toSeconds(),
        child.spec().id());
  }

  void unexpected(Object message) {
    LOG.error("supervisor {} received an unexpected message: {}", name, message);
  }

  private void error(String context, Supervised child, ExitReason reason) {
    LOG.error(
        "supervisor {}: {} of {} ({}, {}): {}",
        name,
        context,
        child.spec().id(),
        child.state(),
        child.spec().restart(),
        reason);
  }
}
