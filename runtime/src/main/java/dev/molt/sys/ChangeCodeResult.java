package dev.molt.sys;

import org.jspecify.annotations.Nullable;

/**
 * How the change of code of one process ended. Only {@link Changed} has changed its state.
 *
 * <ul>
 *   <li>{@link Changed}: the callback gave a new state
 *   <li>{@link NotSuspended}: the process was not suspended, so it does not know this message
 *   <li>{@link Refused}: the callback said no
 *   <li>{@link Crashed}: the callback threw, or is not there
 *   <li>{@link BadReturn}: the callback returned what it must not
 * </ul>
 *
 * <p>OTP: {@code sys:change_code/4}
 */
public sealed interface ChangeCodeResult {

  /** OTP: {@code ok}. */
  record Changed() implements ChangeCodeResult {}

  /** OTP: {@code {error, {unknown_system_msg, {change_code, ..}}}}. */
  record NotSuspended(SystemRequest request) implements ChangeCodeResult {}

  /** OTP: {@code {error, {error, Reason}}}. */
  record Refused(Object reason) implements ChangeCodeResult {}

  /** OTP: {@code {error, {'EXIT', Reason}}}. */
  record Crashed(Throwable error) implements ChangeCodeResult {}

  /** OTP: {@code {error, Else}}. */
  record BadReturn(@Nullable Object value) implements ChangeCodeResult {}
}
