package dev.molt.sys;

import dev.molt.code.Undef;
import dev.molt.process.Fun1;
import dev.molt.process.Next;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The callbacks of a process with a loop of its own that obeys system messages all the same. Its
 * module receives a {@link SystemMessage} in its loop and returns {@link SpecialProcesses#handle};
 * the runtime does what is asked, and goes on in one of these callbacks, in the current version of
 * the module. The loop must be started by {@link dev.molt.process.Start}, tell its events to {@link
 * Debug#event}, and end when it traps exits and its parent has ended.
 *
 * @param <M> all that the loop carries along but its parent and its debug functions
 *     <p>OTP: the chapter 'sys and proc_lib' of its design principles
 */
public interface SpecialProcess<M> {
  /** Goes on with the loop. */
  Next systemContinue(@Nullable Pid parent, Debug debug, M misc) throws Exception;

  /** Ends in good order: the process has been asked to, or its parent has ended. */
  Next systemTerminate(ExitReason reason, @Nullable Pid parent, Debug debug, M misc)
      throws Exception;

  /** Makes what this version carries along out of what another did. */
  default CodeChangeResult<M> systemCodeChange(
      M misc, String module, @Nullable Object oldVersion, @Nullable Object extra) throws Exception {
    throw new Undef(getClass().getName(), "systemCodeChange", 4, List.of());
  }

  default @Nullable Object systemGetState(M misc) throws Exception {
    return misc;
  }

  /** The new state to show, and what the loop carries along from now on. */
  record Replaced<M>(@Nullable Object state, M misc) {}

  @SuppressWarnings("unchecked")
  default Replaced<M> systemReplaceState(Fun1<@Nullable Object, @Nullable Object> function, M misc)
      throws Exception {
    var next = (M) function.apply(misc);
    return new Replaced<>(next, next);
  }

  /** What a reader is shown. */
  default @Nullable Object formatStatus(boolean suspended, M misc) throws Exception {
    return misc;
  }
}
