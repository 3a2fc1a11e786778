package dev.molt.process;

/**
 * Ends a process that has been asked to end and does not come to the runtime by itself; one that
 * rests in the runtime already needs no more than its turn, and is not given to it. Called on a
 * platform thread of the node, which serves all such processes: it must be quick and not throw.
 */
@FunctionalInterface
public interface ExitEnforcer {
  /**
   * @param process who must end; {@link ProcessView#pendingExit} says why
   * @param round 0: the process has had {@value ExitWatch#FIRST_MS} ms; then one more every {@value
   *     ExitWatch#AGAIN_MS} ms until it is gone
   */
  void enforce(ProcessView process, int round);
}
