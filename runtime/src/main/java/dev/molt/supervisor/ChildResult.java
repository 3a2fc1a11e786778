package dev.molt.supervisor;

import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import org.jspecify.annotations.Nullable;

/**
 * What a supervisor answers to a request about one child; each request has its own choice of these.
 */
public sealed interface ChildResult {

  /** OTP: {@code supervisor:start_child/2}. */
  sealed interface OfStart extends ChildResult {}

  /** OTP: {@code supervisor:restart_child/2}. */
  sealed interface OfRestart extends ChildResult {}

  /** OTP: {@code supervisor:delete_child/2}. */
  sealed interface OfDelete extends ChildResult {}

  /** OTP: {@code supervisor:terminate_child/2}. */
  sealed interface OfTerminate extends ChildResult {}

  /** OTP: {@code supervisor:get_childspec/2}. */
  sealed interface OfSpec extends ChildResult {}

  /** It runs now; {@code pid} is null if its start function ignored the start. */
  record Started(@Nullable Pid pid, @Nullable Object info) implements OfStart, OfRestart {}

  /** A child of that id runs. */
  record AlreadyStarted(Pid pid) implements OfStart {}

  /** A child of that id is there, but does not run, or is being restarted. */
  record AlreadyPresent() implements OfStart {}

  record InvalidSpec(SpecFault fault) implements OfStart {}

  /** Its start function gave this reason, threw, or returned what it must not. */
  record StartFailed(ExitReason reason) implements OfStart, OfRestart {}

  record Deleted() implements OfDelete {}

  record Terminated() implements OfTerminate {}

  record Spec(ChildSpec spec) implements OfSpec {}

  record IsRunning() implements OfRestart, OfDelete {}

  record IsRestarting() implements OfRestart, OfDelete {}

  record NotFound() implements OfRestart, OfDelete, OfTerminate, OfSpec {}

  /** The request has no meaning for a supervisor of this strategy. */
  record IsSimpleOneForOne() implements OfStart, OfRestart, OfDelete, OfTerminate {}

  /** A child is started from its own specification there. */
  record IsNotSimpleOneForOne() implements OfStart {}
}
