package dev.molt.report;

import dev.molt.code.ModuleVersion;
import dev.molt.code.ProcessUse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a swap would do to one module.
 *
 * @param from the number of the current version; null if none is loaded
 * @param to the number of the new version; null if the module is to be unloaded
 * @param old the version that would be purged
 * @param killedNow those whom this swap kills
 * @param onOldCodeAfter those who run old code after it: the next swap of this module kills them
 */
public record ModulePreview(
    String module,
    @Nullable Integer from,
    @Nullable Integer to,
    @Nullable ModuleVersion old,
    List<ProcessUse> killedNow,
    List<ProcessUse> onOldCodeAfter) {}
