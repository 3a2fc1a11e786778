/**
 * System messages: what every process that is built upon the runtime's behaviours understands
 * beside its own messages. Suspend, resume, change of code, state, status, debugging; the client's
 * side of a request and its answer; and the upgrade of several modules with their processes.
 *
 * <p>May import: {@code term}, {@code process}, {@code code}.
 */
@NullMarked
package dev.molt.sys;

import org.jspecify.annotations.NullMarked;
