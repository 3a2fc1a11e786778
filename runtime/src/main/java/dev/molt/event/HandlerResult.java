package dev.molt.event;

import dev.molt.term.ExitReason;
import org.jspecify.annotations.Nullable;

/**
 * What an event manager answers to a request about one handler; each has its own choice of these.
 */
public sealed interface HandlerResult {

  /** OTP: {@code gen_event:add_handler/3}, {@code add_sup_handler/3}. */
  sealed interface OfAdd extends HandlerResult {}

  /** OTP: {@code gen_event:swap_handler/3}, {@code swap_sup_handler/3}. */
  sealed interface OfSwap extends HandlerResult {}

  /** OTP: {@code gen_event:delete_handler/3}. */
  sealed interface OfDelete extends HandlerResult {}

  /** OTP: {@code gen_event:call/3}. */
  sealed interface OfCall extends HandlerResult {}

  /** It is in. */
  record Added() implements OfAdd, OfSwap {}

  /** Its {@code init} did not want to. */
  record Refused(Object reason) implements OfAdd, OfSwap {}

  /** It is out; this is what its {@code terminate} returned. */
  record Deleted(@Nullable Object value) implements OfDelete {}

  record Replied(@Nullable Object value) implements OfCall {}

  /** A callback threw or returned nothing; the handler is out. */
  record Crashed(ExitReason reason) implements OfAdd, OfSwap, OfDelete, OfCall {}

  /** There is no such handler. OTP: {@code module_not_found}, {@code bad_module}. */
  record NotFound() implements OfDelete, OfCall {}
}
