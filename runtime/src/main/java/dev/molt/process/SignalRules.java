package dev.molt.process;

import dev.molt.term.ExitMessage;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;

/**
 * What an exit signal does to a process that it reaches. Pure.
 *
 * <p>OTP: 'Receiving Exit Signals' of the reference manual
 */
final class SignalRules {
  private SignalRules() {}

  /** Where an exit signal comes from. */
  enum Origin {
    /** {@code exit(Pid, Reason)} of another process. */
    SENT,
    /** The same by the process itself. */
    SENT_TO_SELF,
    /** A linked process has ended. */
    LINK
  }

  sealed interface Effect {
    /** Nothing happens. */
    record Ignored() implements Effect {}

    /** The process receives it as a message. */
    record Delivered(ExitMessage message) implements Effect {}

    /** The process ends. */
    record Ends(ExitReason reason) implements Effect {}
  }

  private static final Effect IGNORED = new Effect.Ignored();

  static Effect decide(Origin origin, Pid from, ExitReason reason, boolean trapsExit) {
    if (reason instanceof ExitReason.Kill && origin != Origin.LINK) {
      return new Effect.Ends(ExitReason.KILLED);
    }
    if (trapsExit) return new Effect.Delivered(new ExitMessage(from, reason));
    if (reason instanceof ExitReason.Normal && origin != Origin.SENT_TO_SELF) return IGNORED;
    return new Effect.Ends(reason);
  }
}
