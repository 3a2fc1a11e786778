package dev.molt.term;

/**
 * What a process that traps exits receives instead of dying.
 *
 * <p>OTP: {@code {'EXIT', From, Reason}}
 */
public record ExitMessage(Pid from, ExitReason reason) {}
