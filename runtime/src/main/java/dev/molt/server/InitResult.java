package dev.molt.server;

import dev.molt.term.ExitReason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How {@code init} ends; made by {@link GenServer#ok}, {@link GenServer#stop} and {@link
 * GenServer#ignore}.
 *
 * <ul>
 *   <li>{@link Ok}: the server is up, with this state
 *   <li>{@link Refuse}: it does not start; its starter gets this reason
 *   <li>{@link Ignore}: it does not start, and that is no error
 * </ul>
 */
public sealed interface InitResult<S extends @Nullable Object> {

  /** OTP: {@code {ok, State}} and {@code {ok, State, Timeout | hibernate | {continue, Arg}}}. */
  record Ok<S extends @Nullable Object>(S state, After after) implements InitResult<S> {
    public Ok<S> timeout(Duration time) {
      return new Ok<>(state, new After.Within(time));
    }

    public Ok<S> hibernate() {
      return new Ok<>(state, After.HIBERNATE);
    }

    public Ok<S> continueWith(@Nullable Object argument) {
      return new Ok<>(state, new After.Continue(argument));
    }
  }

  /** OTP: {@code {stop, Reason}}. */
  record Refuse<S extends @Nullable Object>(ExitReason reason) implements InitResult<S> {}

  /** OTP: {@code ignore}. */
  record Ignore<S extends @Nullable Object>() implements InitResult<S> {}
}
