package dev.molt.code;

import java.util.List;

/**
 * How a request about several modules ended.
 *
 * <ul>
 *   <li>{@link AllLoaded}: every one is loaded
 *   <li>{@link Errors}: these hindered it, in the order of their names. {@code atomicLoad} and
 *       {@code finish} have changed nothing then; {@code ensureModulesLoaded} has loaded the others
 * </ul>
 */
public sealed interface BatchResult {
  record AllLoaded(List<ModuleVersion> versions) implements BatchResult {}

  record Errors(List<LoadError> errors) implements BatchResult {}
}
