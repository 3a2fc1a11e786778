package dev.molt.config;

import java.util.List;

/**
 * Which modules are started once all are loaded.
 *
 * <ul>
 *   <li>{@link Auto}: each that has a {@code public static start()} without parameters
 *   <li>{@link Nothing}: none
 *   <li>{@link These}: these, in this order; one without such a function is an error
 * </ul>
 */
public sealed interface StartPolicy {
  record Auto() implements StartPolicy {}

  record Nothing() implements StartPolicy {}

  record These(List<String> modules) implements StartPolicy {
    public These {
      modules = List.copyOf(modules);
    }
  }
}
