package dev.molt.code;

/**
 * How a purge and the load after it ended.
 *
 * @param purge how the purge ended; if it was called off the load was tried all the same, and as a
 *     rule refused with {@link LoadResult.NotPurged}
 *     <p>OTP: {@code c:l/1}
 */
public record ReloadResult(ModuleName module, PurgeResult purge, LoadResult load) {}
