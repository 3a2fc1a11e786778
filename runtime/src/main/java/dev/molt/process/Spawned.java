package dev.molt.process;

import dev.molt.term.Pid;
import dev.molt.term.Ref;

/**
 * A process that was started with a monitor on it.
 *
 * <p>OTP: the result of {@code spawn_monitor}
 */
public record Spawned(Pid pid, Ref monitor) {}
