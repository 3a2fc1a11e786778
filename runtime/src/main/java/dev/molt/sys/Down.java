package dev.molt.sys;

import org.jspecify.annotations.Nullable;

/**
 * The version to which a change of code goes back.
 *
 * <p>OTP: {@code {down, Vsn}}
 */
public record Down(@Nullable Object version) {
  @Override
  public String toString() {
    return "{down," + version + "}";
  }
}
