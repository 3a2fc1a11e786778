package dev.molt.code;

import dev.molt.term.Pid;
import org.jspecify.annotations.Nullable;

/**
 * A process that a purge has killed.
 *
 * @param name the registered name that it had
 * @param version the version for which it was killed, {@code e3@7}
 * @param frame the innermost frame of that version; null for one that fell with another
 */
public record KilledProcess(
    Pid pid,
    @Nullable String name,
    String version,
    @Nullable StackTraceElement frame,
    Because because) {}
