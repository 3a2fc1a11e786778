package dev.molt.process;

import org.jspecify.annotations.Nullable;

/**
 * What a selective receive is looking for. Called on the receiving process's thread, under no lock;
 * it must not itself receive.
 */
@FunctionalInterface
public interface Matcher<T> {
  /** What to make of the message, or null to leave it where it is. */
  @Nullable T match(Object message);

  /** Takes messages of this type. */
  static <T> Matcher<T> of(Class<T> type) {
    return message -> type.isInstance(message) ? type.cast(message) : null;
  }
}
