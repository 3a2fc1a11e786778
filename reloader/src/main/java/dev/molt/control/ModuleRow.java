package dev.molt.control;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code molt modules}; the components are the contract of its {@code --json}.
 *
 * @param current the number of the current version, null after a delete
 * @param old the number of the old version, null if there is none
 * @param source the source file, null if the module has none
 */
public record ModuleRow(
    String module, @Nullable Integer current, @Nullable Integer old, @Nullable String source) {
  public ModuleRow {
    Objects.requireNonNull(module, "module");
  }
}
