package dev.molt.process;

import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import org.jspecify.annotations.Nullable;

/**
 * The end of a process.
 *
 * @param name the name that it bore
 * @param initialCall what it was started with
 * @param causedBy the process whose end took it down through a link, or null
 * @param parent the process that started it, or null
 * @param crash what was logged of it, or null if it did not end by its own fault
 */
public record Death(
    Pid pid,
    @Nullable String name,
    String initialCall,
    ExitReason reason,
    @Nullable Pid causedBy,
    @Nullable Pid parent,
    @Nullable CrashReport crash) {}
