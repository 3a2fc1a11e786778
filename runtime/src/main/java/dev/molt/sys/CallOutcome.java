package dev.molt.sys;

import dev.molt.term.ExitReason;
import org.jspecify.annotations.Nullable;

/**
 * How a request to another process ended, for the one that made it.
 *
 * <ul>
 *   <li>{@link Replied}: with this answer, which may be null
 *   <li>{@link TimedOut}: no answer came in time; the request stays in the other's mailbox, its
 *       answer will be dropped
 *   <li>{@link Down}: the other was not there ({@code noproc}), or ended before it answered
 *   <li>{@link CallingSelf}: a process asked itself, and would have waited for ever
 * </ul>
 *
 * <p>OTP: {@code gen:call/4}
 */
public sealed interface CallOutcome {
  record Replied(@Nullable Object value) implements CallOutcome {}

  record TimedOut() implements CallOutcome {}

  record Down(ExitReason reason) implements CallOutcome {}

  record CallingSelf() implements CallOutcome {}
}
