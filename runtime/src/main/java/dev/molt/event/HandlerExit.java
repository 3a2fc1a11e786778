package dev.molt.event;

import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import org.jspecify.annotations.Nullable;

/**
 * What the process receives that added a supervised handler, when that has gone out.
 *
 * <p>OTP: {@code {gen_event_EXIT, Handler, Reason}}
 */
public record HandlerExit(HandlerId handler, Why why) {

  /** How it went out. */
  public sealed interface Why {}

  /** It was taken out, or took itself out. */
  public record Normal() implements Why {}

  /** The manager has ended. */
  public record Shutdown() implements Why {}

  /**
   * Another has taken its place.
   *
   * @param supervisor of the other one, if it has any
   */
  public record Swapped(HandlerId by, @Nullable Pid supervisor) implements Why {}

  /** It failed. */
  public record Crashed(ExitReason reason) implements Why {}
}
