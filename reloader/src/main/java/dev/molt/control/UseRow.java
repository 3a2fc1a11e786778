package dev.molt.control;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A process that runs a version of a module, or falls with one that does; the components are the
 * contract of {@code molt check --json}.
 *
 * @param pid as {@code <0.88.0>}
 * @param name the registered name
 * @param version the version it runs, as {@code E3@7}; null for who only falls with another
 * @param frame the innermost frame of that version, null for who only falls with another
 * @param waitsFor what it waits for, null while it runs
 * @param since since when it waits
 * @param because {@code old-code}, {@code link of <0.88.0>}, {@code supervisor}
 */
public record UseRow(
    String pid,
    @Nullable String name,
    @Nullable String version,
    @Nullable String frame,
    @Nullable String waitsFor,
    @Nullable Instant since,
    String because) {
  public UseRow {
    Objects.requireNonNull(pid, "pid");
    Objects.requireNonNull(because, "because");
  }
}
