package dev.molt.sys;

import org.jspecify.annotations.Nullable;

/**
 * How a module's {@code codeChange} ends.
 *
 * @param <S> the new state
 *     <p>OTP: the result of {@code code_change/3}
 */
public sealed interface CodeChangeResult<S extends @Nullable Object> {

  /** OTP: {@code {ok, NewState}}. */
  record Ok<S extends @Nullable Object>(S state) implements CodeChangeResult<S> {}

  /** OTP: {@code {error, Reason}}. */
  record Refused<S extends @Nullable Object>(Object reason) implements CodeChangeResult<S> {}

  static <S extends @Nullable Object> CodeChangeResult<S> ok(S state) {
    return new Ok<>(state);
  }

  static <S extends @Nullable Object> CodeChangeResult<S> error(Object reason) {
    return new Refused<>(reason);
  }
}
