package dev.molt.supervisor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a supervisor can be asked, and what it tells itself. */
sealed interface SupervisorRequest {
  record StartChild(ChildSpec spec) implements SupervisorRequest {}

  record StartDynamic(List<@Nullable Object> more) implements SupervisorRequest {}

  /** By id, or by pid under a simple_one_for_one supervisor. */
  record TerminateChild(Object id) implements SupervisorRequest {}

  record RestartChild(Object id) implements SupervisorRequest {}

  record DeleteChild(Object id) implements SupervisorRequest {}

  record GetSpec(Object id) implements SupervisorRequest {}

  record WhichChildren() implements SupervisorRequest {}

  record CountChildren() implements SupervisorRequest {}

  /**
   * A restart has failed and is to be tried again, after what waits in the mailbox: so the child,
   * or the supervisor, can be told to end meanwhile.
   */
  record TryAgain(Object key) implements SupervisorRequest {}
}
