package dev.molt.supervisor;

/**
 * How many children a supervisor has.
 *
 * @param specs child specifications
 * @param active children that run
 * @param supervisors children that are supervisors, running or not
 * @param workers children that are workers, running or not
 *     <p>OTP: {@code supervisor:count_children/1}
 */
public record ChildCounts(int specs, int active, int supervisors, int workers) {}
