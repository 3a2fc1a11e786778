package dev.molt.event;

import org.jspecify.annotations.Nullable;

/**
 * How a handler's {@code handleCall} ends: with an answer, and what becomes of the handler.
 *
 * <p>OTP: {@code {ok, Reply, State}}, {@code {swap_handler, Reply, ..}}, {@code {remove_handler,
 * Reply}}
 */
public record EventCallResult<S extends @Nullable Object>(
    @Nullable Object reply, EventResult<S> then) {
  public static <S extends @Nullable Object> EventCallResult<S> reply(
      @Nullable Object reply, S state) {
    return new EventCallResult<>(reply, EventResult.ok(state));
  }

  /** The answer, and then something else than to go on. */
  public static <S extends @Nullable Object> EventCallResult<S> replyAnd(
      @Nullable Object reply, EventResult<S> then) {
    return new EventCallResult<>(reply, then);
  }
}
