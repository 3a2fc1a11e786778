package dev.molt.sys;

import dev.molt.term.ExitReason;
import org.jspecify.annotations.Nullable;

/**
 * A callback returned what it must not: the module's fault. The types let only {@code null}
 * through.
 *
 * <p>OTP: {@code {bad_return_value, Value}}
 */
public record BadReturnValue(@Nullable Object value) {
  public static ExitReason reason(@Nullable Object value) {
    return new ExitReason.Other(new BadReturnValue(value));
  }

  @Override
  public String toString() {
    return "{bad_return_value," + value + "}";
  }
}
