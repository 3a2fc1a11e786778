/**
 * Event managers: a process that hands each event to all handlers that are installed in it.
 *
 * <p>May import: {@code term}, {@code process}, {@code code}, {@code sys}, {@code server}.
 */
@NullMarked
package dev.molt.event;

import org.jspecify.annotations.NullMarked;
