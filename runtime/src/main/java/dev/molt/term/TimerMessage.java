package dev.molt.term;

/**
 * What a timer made by {@code startTimer} sends when it is due.
 *
 * <p>OTP: {@code {timeout, TimerRef, Msg}}
 */
public record TimerMessage(Ref timer, Object message) {}
