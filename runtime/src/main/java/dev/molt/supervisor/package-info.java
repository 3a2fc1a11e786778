/**
 * Supervisors: processes that start, watch and restart others by the rules of their module's child
 * specifications. What is to be decided (is this child restarted, are these too many restarts, who
 * else goes down with it, in which order) is pure; the loop only acts.
 *
 * <p>May import: {@code term}, {@code process}, {@code code}, {@code sys}, {@code server}, {@code
 * event}.
 */
@NullMarked
package dev.molt.supervisor;

import org.jspecify.annotations.NullMarked;
