package dev.molt.supervisor;

import dev.molt.term.Pid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The children of one supervisor, and what is done to them. The supervisor's process only. */
sealed interface Children permits NamedChildren, DynamicChildren {

  /** The child that runs, or ran, as this process. */
  @Nullable Supervised byPid(Pid pid);

  /** The child whose restart is to be tried again, if that is still so. */
  @Nullable Supervised restarting(Object key);

  /** It has ended and is not restarted: a temporary one is forgotten. */
  void ended(Supervised child);

  /**
   * Restarts a child, and those that the strategy says go with it.
   *
   * @return null, or the key of the child for which it must be tried again
   */
  @Nullable Object restart(Supervised child, Strategy strategy);

  /** Whether a significant child is left. */
  boolean hasSignificant();

  /** Ends all of them, the last one started first. */
  void terminate();

  ChildResult.OfTerminate terminate(Object id);

  ChildResult.OfRestart restart(Object id);

  ChildResult.OfDelete delete(Object id);

  ChildResult.OfSpec spec(Object id);

  /** The last one started first, as in OTP. */
  List<Child> which();

  ChildCounts counts();
}
