/**
 * The settings of a daemon: read from one file, over defaults, with every mistake named by file and
 * line.
 *
 * <p>May import: {@code source}.
 *
 * <p>Decisions: the records of {@link dev.molt.config.MoltConfig} are the schema. A component is a
 * key ({@code quietPeriod} is {@code quiet-period}), a record among them is a group, and a key that
 * has no component is a mistake, so nothing in a file is without effect. The rooms that are
 * configured have settings of their own and know nothing of files; the daemon hands over.
 */
@NullMarked
package dev.molt.config;

import org.jspecify.annotations.NullMarked;
