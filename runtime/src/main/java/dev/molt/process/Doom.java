package dev.molt.process;

import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import org.jspecify.annotations.Nullable;

/**
 * The exit signal that ends a process. The first one counts.
 *
 * @param link the process whose end sent it through a link, or null
 * @param atNanos when, as {@link System#nanoTime} counts
 */
record Doom(ExitReason reason, @Nullable Pid link, long atNanos) {}
