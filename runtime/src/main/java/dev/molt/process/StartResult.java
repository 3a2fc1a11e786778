package dev.molt.process;

import dev.molt.term.ExitReason;
import dev.molt.term.Pid;

/**
 * How the start of a process ended that says itself when it is ready.
 *
 * <ul>
 *   <li>{@link Started}: it is ready, and alive then
 *   <li>{@link Ignored}: it did not want to start, and is gone
 *   <li>{@link AlreadyStarted}: another one has its name; it is gone
 *   <li>{@link Failed}: it said so, died first, or was not ready in time and was killed; it is gone
 * </ul>
 *
 * <p>OTP: {@code {ok, Pid}}, {@code ignore}, {@code {error, {already_started, Pid}}}, {@code
 * {error, Reason}}
 */
public sealed interface StartResult {
  record Started(Pid pid) implements StartResult {}

  record Ignored() implements StartResult {}

  record AlreadyStarted(Pid pid) implements StartResult {}

  record Failed(ExitReason reason) implements StartResult {}
}
