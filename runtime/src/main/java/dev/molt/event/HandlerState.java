package dev.molt.event;

import org.jspecify.annotations.Nullable;

/**
 * One handler and its state, in what {@code Sys.getState} and {@code getStatus} tell of a manager.
 *
 * <p>OTP: {@code {Module, Id, State}} of {@code sys:get_state/1}
 */
public record HandlerState(HandlerId handler, @Nullable Object state) {}
