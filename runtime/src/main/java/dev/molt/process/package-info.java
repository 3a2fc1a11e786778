/**
 * Processes: spawn, send, receive, links, monitors, exit signals, and the {@link
 * dev.molt.process.Next} trampoline. Knows nothing of code: what a node hangs on its processes is
 * attached from above.
 *
 * <p>May import: {@code term}, {@code mailbox}, {@code registry}.
 */
@NullMarked
package dev.molt.process;

import org.jspecify.annotations.NullMarked;
