package dev.molt.compile;

import com.google.common.collect.ImmutableSortedSet;
import dev.molt.code.ModuleImage;
import dev.molt.code.ModuleName;
import java.time.Duration;
import java.util.List;

/**
 * How a compile ended.
 *
 * <ul>
 *   <li>{@link Compiled}: something came out, or there was nothing to do; what could not be
 *       compiled beside it is named
 *   <li>{@link Rejected}: the sources are wrong and nothing came out
 *   <li>{@link CompilerCrashed}: the compiler is wrong; nothing is changed by the request, the next
 *       one has the sources again
 * </ul>
 */
public sealed interface CompileResult {
  /** How long it took, from the request on. */
  Duration took();

  /** The sources that could not be compiled now, by path. */
  List<BrokenSource> broken();

  /** The diagnostics of the sources that are at fault, by place. */
  default List<Diagnostic> diagnostics() {
    return broken().stream()
        .filter(BrokenSource::atFault)
        .flatMap(source -> source.diagnostics().stream())
        .toList();
  }

  /**
   * @param images modules of every source that was compiled, by name; some may be as they were
   * @param gone modules that have no source any more
   * @param sources how many sources were compiled, those that came with the change included
   */
  record Compiled(
      List<ModuleImage> images,
      ImmutableSortedSet<ModuleName> gone,
      List<BrokenSource> broken,
      int sources,
      Duration took)
      implements CompileResult {}

  record Rejected(List<BrokenSource> broken, Duration took) implements CompileResult {}

  record CompilerCrashed(Throwable cause, Duration took) implements CompileResult {
    @Override
    public List<BrokenSource> broken() {
      return List.of();
    }
  }
}
