package dev.molt.sys;

import dev.molt.code.ModuleName;
import dev.molt.process.Fun1;
import dev.molt.term.ExitReason;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a process can be asked by a {@link SystemMessage}.
 *
 * <p>OTP: the third element of {@code {system, From, Request}}
 */
public sealed interface SystemRequest {

  record Suspend() implements SystemRequest {}

  record Resume() implements SystemRequest {}

  record GetState() implements SystemRequest {}

  /** The function runs in the process that is asked. */
  record ReplaceState(Fun1<Object, Object> function) implements SystemRequest {}

  record GetStatus() implements SystemRequest {}

  /** Understood by a suspended process only. */
  record ChangeCode(String module, @Nullable Object oldVersion, @Nullable Object extra)
      implements SystemRequest {}

  /** All that a change of code may change, to be put back by {@link Restore}. */
  record Snapshot() implements SystemRequest {}

  record Restore(Object snapshot) implements SystemRequest {}

  /** Those that it knows to run one of these modules, itself included. */
  record WhoRuns(Set<ModuleName> modules) implements SystemRequest {}

  record Terminate(ExitReason reason) implements SystemRequest {}

  record Debugging(DebugRequest request) implements SystemRequest {}

  /** A request of somebody's own; no process understands it, so far. */
  record Other(Object request) implements SystemRequest {}
}
