/**
 * The commands that people type.
 *
 * <p>May import: all rooms. A command turns words into a {@link dev.molt.control.ControlRequest}
 * and a reply into text; what a request means is the daemon's business. Nothing here needs the
 * runtime, so that a command is over soon: only {@code molt run} goes on into {@code daemon}.
 *
 * <p>Exit codes: 0 done, 1 refused or failed, 2 usage or environment.
 */
@NullMarked
package dev.molt.cli;

import org.jspecify.annotations.NullMarked;
