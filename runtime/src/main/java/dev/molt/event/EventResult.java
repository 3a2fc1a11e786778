package dev.molt.event;

import org.jspecify.annotations.Nullable;

/**
 * How a handler's {@code handleEvent} and {@code handleInfo} end.
 *
 * <ul>
 *   <li>{@link Ok}: it goes on with this state
 *   <li>{@link Swap}: another handler takes its place
 *   <li>{@link Remove}: it goes out
 * </ul>
 */
public sealed interface EventResult<S extends @Nullable Object> {

  /** OTP: {@code {ok, State}}, {@code {ok, State, hibernate}}. */
  record Ok<S extends @Nullable Object>(S state, boolean hibernates) implements EventResult<S> {
    public Ok<S> hibernate() {
      return new Ok<>(state, true);
    }
  }

  /**
   * OTP: {@code {swap_handler, Args1, State, Handler2, Args2}}.
   *
   * @param last for its own {@code terminate}
   * @param args for the other's {@code init}
   */
  record Swap<S extends @Nullable Object>(
      @Nullable Object last, S state, HandlerId handler, @Nullable Object args)
      implements EventResult<S> {}

  /** OTP: {@code remove_handler}. */
  record Remove<S extends @Nullable Object>() implements EventResult<S> {}

  static <S extends @Nullable Object> Ok<S> ok(S state) {
    return new Ok<>(state, false);
  }

  static <S extends @Nullable Object> EventResult<S> swap(
      @Nullable Object last, S state, HandlerId handler, @Nullable Object args) {
    return new Swap<>(last, state, handler, args);
  }

  static <S extends @Nullable Object> EventResult<S> remove() {
    return new Remove<>();
  }
}
