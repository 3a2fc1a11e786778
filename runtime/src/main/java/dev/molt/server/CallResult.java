package dev.molt.server;

import dev.molt.term.ExitReason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How {@code handleCall} ends; made by {@link GenServer#reply}, {@link GenServer#noReply} and
 * {@link GenServer#stop}.
 *
 * <ul>
 *   <li>{@link Reply}: the caller gets its answer
 *   <li>{@link StopReply}: the server ends, and then the caller gets its answer
 *   <li>{@link NoReply}: the answer is sent later, by {@link Server#reply}, or never
 *   <li>{@link Stop}: the server ends without an answer
 * </ul>
 */
public sealed interface CallResult<S extends @Nullable Object>
    permits CallResult.Reply, CallResult.StopReply, NoReply, Stop {

  /** OTP: {@code {reply, Reply, State}} and with a fourth element. */
  record Reply<S extends @Nullable Object>(@Nullable Object value, S state, After after)
      implements CallResult<S> {
    public Reply<S> timeout(Duration time) {
      return new Reply<>(value, state, new After.Within(time));
    }

    public Reply<S> hibernate() {
      return new Reply<>(value, state, After.HIBERNATE);
    }

    public Reply<S> continueWith(@Nullable Object argument) {
      return new Reply<>(value, state, new After.Continue(argument));
    }
  }

  /** OTP: {@code {stop, Reason, Reply, State}}. */
  record StopReply<S extends @Nullable Object>(ExitReason reason, @Nullable Object value, S state)
      implements CallResult<S> {}
}
