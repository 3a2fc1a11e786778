package dev.molt.process;

import dev.molt.term.ExitReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a process is doing at the instant at which it is asked.
 *
 * <ul>
 *   <li>{@link NotStarted}: its first instruction has not run
 *   <li>{@link Running}: it runs, or waits only for a carrier
 *   <li>{@link Waiting}: it rests in a wait of the runtime, where every exit signal reaches it
 *   <li>{@link Blocked}: it is held by the JDK. Known to the runtime if {@code since} is there:
 *       then an exit signal ends the wait; else the place is read off the stack
 *   <li>{@link Suspended}: it rests until it is resumed
 *   <li>{@link Exiting}: its body has ended, its resources are being closed
 *   <li>{@link Dead}: it is gone
 * </ul>
 */
public sealed interface ProcessStatus {
  record NotStarted() implements ProcessStatus {}

  record Running() implements ProcessStatus {}

  record Waiting(String what, Instant since, boolean wakeable) implements ProcessStatus {}

  record Blocked(String what, @Nullable Instant since) implements ProcessStatus {}

  record Suspended(Instant since) implements ProcessStatus {}

  record Exiting(ExitReason reason) implements ProcessStatus {}

  record Dead(ExitReason reason) implements ProcessStatus {}
}
