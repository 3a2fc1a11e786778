package dev.molt.report;

import dev.molt.code.KilledProcess;
import dev.molt.code.ProcessUse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a swap did to one module.
 *
 * @param from the number of the version that was current before; null if there was none
 * @param to the number of the version that is current now; null if there is none
 * @param purged the number of the version that was purged; null if none was
 * @param onOldCode those on old code now: the next swap of this module kills them
 */
public record ModuleReload(
    String module,
    @Nullable Integer from,
    @Nullable Integer to,
    @Nullable Integer purged,
    List<KilledProcess> killed,
    List<ProcessUse> onOldCode) {}
