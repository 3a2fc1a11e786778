package dev.molt.code;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the code server's books say of a module at one moment.
 *
 * @param current what qualified calls reach; null if it was deleted or is not loaded yet
 * @param old what was current before and is not purged
 * @param source where the current code came from; null if nobody said
 */
public record ModuleStatus(
    ModuleName module,
    @Nullable ModuleVersion current,
    @Nullable ModuleVersion old,
    @Nullable Path source) {}
