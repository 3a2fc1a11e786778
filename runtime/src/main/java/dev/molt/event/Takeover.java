package dev.molt.event;

import org.jspecify.annotations.Nullable;

/**
 * What a handler's {@code init} gets that takes the place of another.
 *
 * @param args its own arguments
 * @param term what the other one's {@code terminate} returned, or {@link #NOT_INSTALLED}
 *     <p>OTP: {@code {Args, Term}}
 */
public record Takeover(@Nullable Object args, @Nullable Object term) {
  /** There was no such handler. OTP: {@code error}. */
  public static final Object NOT_INSTALLED =
      new Object() {
        @Override
        public String toString() {
          return "error";
        }
      };
}
