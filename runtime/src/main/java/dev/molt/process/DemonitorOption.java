package dev.molt.process;

/**
 * How to take a monitor back.
 *
 * <p>OTP: the options of {@code erlang:demonitor/2}
 */
public enum DemonitorOption {
  /** Take its down message out of the mailbox, if it is there. */
  FLUSH,
  /** Answer false if there was no such monitor any more. */
  INFO
}
