package dev.molt.code;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who runs which version of a module at one moment.
 *
 * @param old the old version; null if there is none, and then nobody is killed
 * @param killedNow those on the old version: a purge kills them
 * @param onOldCodeAfter those on the current version: a load makes it old, so the purge after that
 *     kills them
 */
public record CodeCheck(
    ModuleName module,
    @Nullable ModuleVersion old,
    List<ProcessUse> killedNow,
    List<ProcessUse> onOldCodeAfter) {}
