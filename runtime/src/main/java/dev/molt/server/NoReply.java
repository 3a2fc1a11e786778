package dev.molt.server;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The server goes on with this state, and answers nobody now.
 *
 * <p>OTP: {@code {noreply, State}} and with a third element
 */
public record NoReply<S extends @Nullable Object>(S state, After after)
    implements CallResult<S>, CastResult<S> {
  public NoReply<S> timeout(Duration time) {
    return new NoReply<>(state, new After.Within(time));
  }

  public NoReply<S> hibernate() {
    return new NoReply<>(state, After.HIBERNATE);
  }

  public NoReply<S> continueWith(@Nullable Object argument) {
    return new NoReply<>(state, new After.Continue(argument));
  }
}
