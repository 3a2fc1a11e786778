package dev.molt.code;

import dev.molt.term.Pid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A process that a purge has killed, as it was when the purge decided.
 *
 * @param name the registered name that it had
 * @param version the version for which it was killed, {@code e3@7}; of one that fell with another,
 *     the version for which that one was
 * @param frame the innermost frame of that version; null for one that fell with another
 * @param waitsFor what it was doing, for a person
 * @param since since when
 */
public record KilledProcess(
    Pid pid,
    @Nullable String name,
    String version,
    @Nullable StackTraceElement frame,
    String waitsFor,
    Instant since,
    Because because) {}
