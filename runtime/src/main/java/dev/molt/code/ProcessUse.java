package dev.molt.code;

import dev.molt.term.Pid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A process that a purge kills, or would kill.
 *
 * @param name its registered name, if it has one
 * @param version the version that it runs, {@code e3@7}
 * @param frame the innermost frame of that version; null for one that only falls with another
 * @param waitsFor what it is doing, for a person
 * @param since since when
 */
public record ProcessUse(
    Pid pid,
    @Nullable String name,
    String version,
    @Nullable StackTraceElement frame,
    String waitsFor,
    Instant since,
    Because because) {}
