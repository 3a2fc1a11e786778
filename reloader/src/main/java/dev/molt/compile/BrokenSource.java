package dev.molt.compile;

import com.google.common.collect.ImmutableSortedSet;
import dev.molt.source.SourceFile;
import java.time.Instant;
import java.util.List;

/**
 * A source that cannot be compiled as it is. What was compiled from it last stays in use.
 *
 * @param diagnostics what is wrong, by place; never empty
 * @param behind broken sources that it names: it may be right, and only wait for them to be mended
 * @param since when it first could not be compiled
 */
public record BrokenSource(
    SourceFile file,
    List<Diagnostic> diagnostics,
    ImmutableSortedSet<SourceFile> behind,
    Instant since) {

  public BrokenSource {
    diagnostics = diagnostics.stream().sorted().toList();
  }

  /** The first error. */
  public Diagnostic first() {
    return diagnostics.getFirst();
  }

  /** Whether the fault is its own, as far as can be told. */
  public boolean atFault() {
    return behind.isEmpty();
  }
}
