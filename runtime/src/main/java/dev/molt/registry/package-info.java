/**
 * Names and the processes that bear them. Knows no process but its identity; that a name is given
 * only to a living process and freed before its death is told is the care of {@code process}.
 *
 * <p>May import: {@code term}.
 */
@NullMarked
package dev.molt.registry;

import org.jspecify.annotations.NullMarked;
