package dev.molt.server;

import dev.molt.sys.Debug;
import dev.molt.term.Pid;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What stays the same all a server's life, and the debug functions that it starts with.
 *
 * @param parent whose exit ends it; null if it has none
 * @param name its registered name, else its pid
 * @param hibernateAfter idle time after which it hibernates; null: never
 */
record ServerSetup(
    @Nullable Pid parent, Object name, @Nullable Duration hibernateAfter, Debug debug) {}
