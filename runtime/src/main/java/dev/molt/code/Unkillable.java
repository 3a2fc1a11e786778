package dev.molt.code;

import java.util.List;

/**
 * A thread that runs old code and cannot be killed, or by policy is not.
 *
 * @param version the version that it runs, {@code e3@7}
 * @param stack innermost frame first
 * @param why for a person
 */
public record Unkillable(
    String threadName, String version, List<StackTraceElement> stack, String why) {}
