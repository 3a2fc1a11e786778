package dev.molt.process;

/**
 * When an alias ends of itself; each ends at {@code unalias} and at its owner's death too.
 *
 * <p>OTP: the alias options of {@code erlang:monitor/3} and {@code erlang:alias/1}
 */
public enum AliasMode {
  /** Not at all. */
  UNTIL_UNALIAS,
  /** With the monitor that it was made with: at its down message or when it is taken back. */
  UNTIL_DEMONITOR,
  /** With the first message sent to it, which takes its monitor back too; or with the monitor. */
  UNTIL_REPLY
}
