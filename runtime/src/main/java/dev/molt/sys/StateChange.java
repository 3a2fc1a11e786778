package dev.molt.sys;

import org.jspecify.annotations.Nullable;

/**
 * What an upgrade does to the processes of one of its modules.
 *
 * <ul>
 *   <li>{@link None}: nothing; only the code is loaded
 *   <li>{@link Suspended}: they rest while the code is loaded
 *   <li>{@link Declared}: they rest and change their state, if the new version has a {@code
 *       codeChange}; a supervisor asks its module anew. The others notice nothing
 *   <li>{@link Always}: they rest and change their state; it is a failure if the new version cannot
 * </ul>
 *
 * <p>OTP: {@code load_module}, {@code {update, M, soft}}, -, {@code {update, M, {advanced, Extra}}}
 */
public sealed interface StateChange {
  record None() implements StateChange {}

  record Suspended() implements StateChange {}

  /**
   * @param extra handed to {@code codeChange}
   */
  record Declared(@Nullable Object extra) implements StateChange {}

  /**
   * @param extra handed to {@code codeChange}
   */
  record Always(@Nullable Object extra) implements StateChange {}
}
