package dev.molt.compile;

import com.google.common.collect.ImmutableSortedSet;
import dev.molt.source.SourceContent;
import dev.molt.source.SourceFile;
import java.util.Collection;
import java.util.List;

/**
 * What changed since the last request.
 *
 * @param changed sources that are new or another, as they were read
 * @param deleted sources that are gone
 */
public record CompileRequest(List<SourceContent> changed, ImmutableSortedSet<SourceFile> deleted) {
  public CompileRequest {
    changed = List.copyOf(changed);
  }

  public static CompileRequest of(
      Collection<SourceContent> changed, Collection<SourceFile> deleted) {
    return new CompileRequest(List.copyOf(changed), ImmutableSortedSet.copyOf(deleted));
  }

  /** One source that is new or another. */
  public static CompileRequest of(SourceContent changed) {
    return of(List.of(changed), List.of());
  }
}
