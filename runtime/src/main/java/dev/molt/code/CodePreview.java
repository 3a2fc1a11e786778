package dev.molt.code;

import java.util.List;

/**
 * What a purge of several modules would do, taken in one walk over the processes.
 *
 * @param modules one check a module, in the order in which they were asked for
 * @param unkillable threads on old code for which the purge would wait or be called off
 * @param fallWith those who run no old code but die with one who does
 */
public record CodePreview(
    List<CodeCheck> modules, List<Unkillable> unkillable, List<ProcessUse> fallWith) {}
