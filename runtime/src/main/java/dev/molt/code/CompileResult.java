package dev.molt.code;

/**
 * How compile, purge and load ended.
 *
 * <ul>
 *   <li>{@link Swapped}: compiled, purged and loaded
 *   <li>{@link LoadRefused}: compiled, but not loaded; if the code itself is no good nothing was
 *       purged either
 *   <li>{@link PurgeCalledOff}: compiled, but old code cannot be purged; the current version stays
 *   <li>{@link NotCompiled}: the source is wrong; nothing was purged or loaded
 *   <li>{@link NoSource}: no source of that module, or nobody who compiles
 * </ul>
 *
 * <p>OTP: {@code c:c/1}
 */
public sealed interface CompileResult {
  record Swapped(PurgeResult purge, ModuleVersion version) implements CompileResult {}

  record LoadRefused(PurgeResult purge, LoadFailure why) implements CompileResult {}

  record PurgeCalledOff(PurgeResult.CalledOff purge) implements CompileResult {}

  record NotCompiled(String diagnostics) implements CompileResult {}

  record NoSource() implements CompileResult {}
}
