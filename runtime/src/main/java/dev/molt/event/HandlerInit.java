package dev.molt.event;

import org.jspecify.annotations.Nullable;

/**
 * How a handler's {@code init} ends.
 *
 * <p>OTP: {@code {ok, State}}, {@code {ok, State, hibernate}}, anything else
 */
public sealed interface HandlerInit<S extends @Nullable Object> {
  record Ok<S extends @Nullable Object>(S state, boolean hibernates) implements HandlerInit<S> {
    public Ok<S> hibernate() {
      return new Ok<>(state, true);
    }
  }

  /** It does not come in; who adds it gets the reason. */
  record Refuse<S extends @Nullable Object>(Object reason) implements HandlerInit<S> {}

  static <S extends @Nullable Object> Ok<S> ok(S state) {
    return new Ok<>(state, false);
  }

  static <S extends @Nullable Object> HandlerInit<S> refuse(Object reason) {
    return new Refuse<>(reason);
  }
}
