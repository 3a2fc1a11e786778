package dev.molt.event;

import dev.molt.term.ExitReason;
import org.jspecify.annotations.Nullable;

/**
 * Why a handler goes out, for its own {@code terminate}.
 *
 * <p>OTP: the first argument of {@code Module:terminate/2}
 */
public sealed interface HandlerEnd {

  /** Somebody takes it out, or swaps it, and says this. */
  record Asked(@Nullable Object args) implements HandlerEnd {}

  /** The process that supervises it has ended. OTP: {@code {stop, Reason}}. */
  record ParentEnded(ExitReason reason) implements HandlerEnd {}

  /** The manager ends. OTP: {@code stop}. */
  record ManagerEnds() implements HandlerEnd {}

  /** It wanted to. OTP: {@code remove_handler}. */
  record Removed() implements HandlerEnd {}

  /** A callback of its own threw, or returned nothing. OTP: {@code {error, Term}}. */
  record Failed(ExitReason reason) implements HandlerEnd {}
}
