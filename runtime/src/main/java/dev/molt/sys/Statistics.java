package dev.molt.sys;

import java.time.Instant;

/**
 * What a process has counted since its statistics were turned on.
 *
 * <p>OTP: {@code sys:statistics(Name, get)}; the count of reductions has no meaning on the JVM.
 */
public record Statistics(Instant start, Instant now, long messagesIn, long messagesOut) {}
