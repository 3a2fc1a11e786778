package dev.molt.server;

import dev.molt.term.ExitReason;
import org.jspecify.annotations.Nullable;

/**
 * The server calls {@code terminate} with this reason and state, and ends.
 *
 * <p>OTP: {@code {stop, Reason, State}}
 */
public record Stop<S extends @Nullable Object>(ExitReason reason, S state)
    implements CallResult<S>, CastResult<S> {}
