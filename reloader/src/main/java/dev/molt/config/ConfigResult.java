package dev.molt.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How reading the settings ends.
 *
 * <ul>
 *   <li>{@link Loaded}: the settings, and the file they come from; without a file, the defaults
 *   <li>{@link Faulty}: every mistake found, in the order of the file
 * </ul>
 */
public sealed interface ConfigResult {
  record Loaded(MoltConfig config, Optional<Path> file) implements ConfigResult {}

  record Faulty(List<ConfigFault> faults) implements ConfigResult {
    public Faulty {
      faults = List.copyOf(faults);
    }
  }
}
