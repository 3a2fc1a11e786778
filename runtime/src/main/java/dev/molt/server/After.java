package dev.molt.server;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a server does once a callback has returned and its answer, if any, is sent.
 *
 * <ul>
 *   <li>{@link Forever}: wait for the next message
 *   <li>{@link Within}: wait for the next message; if none has come by then, {@code handleInfo}
 *       gets {@link Timeout}
 *   <li>{@link Hibernate}: give up the stack until the next message
 *   <li>{@link Continue}: {@code handleContinue} at once, before any message
 * </ul>
 */
public sealed interface After {
  After FOREVER = new Forever();
  After HIBERNATE = new Hibernate();

  record Forever() implements After {}

  /** Zero: only messages that are here already go first. */
  record Within(Duration time) implements After {
    public Within {
      if (time.isNegative()) throw new IllegalArgumentException("negative timeout " + time);
    }
  }

  record Hibernate() implements After {}

  record Continue(@Nullable Object argument) implements After {}
}
