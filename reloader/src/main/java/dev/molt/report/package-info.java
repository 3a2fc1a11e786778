/**
 * The words and the JSON of a reload: what happened, as values, and the two faces of it, {@link
 * dev.molt.report.TextReport} for a person and {@link dev.molt.report.JsonLines} for a program.
 * Decides nothing and changes nothing.
 *
 * <p>May import: the rooms before it ({@code source watch compile plan swap}) and the runtime's
 * values.
 */
@NullMarked
package dev.molt.report;

import org.jspecify.annotations.NullMarked;
