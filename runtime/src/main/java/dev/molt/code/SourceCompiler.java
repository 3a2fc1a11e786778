package dev.molt.code;

import java.util.List;

/**
 * The door through which {@link Code#compile} reaches a compiler; the reloader stands behind it.
 *
 * <p>OTP: {@code compile:file/1}
 */
@FunctionalInterface
public interface SourceCompiler {
  /**
   * Compiles the module's source and puts the object code onto the path. Called on a platform
   * thread.
   */
  CompileOutcome compile(ModuleName module);

  /**
   * How it ended.
   *
   * <ul>
   *   <li>{@link Compiled}: the modules of that file, the one asked for first
   *   <li>{@link NotCompiled}: the source is wrong, and this is what the compiler says
   *   <li>{@link NoSource}: there is no source of that module
   * </ul>
   */
  sealed interface CompileOutcome {
    record Compiled(List<ModuleImage> images) implements CompileOutcome {}

    record NotCompiled(String diagnostics) implements CompileOutcome {}

    record NoSource() implements CompileOutcome {}
  }
}
