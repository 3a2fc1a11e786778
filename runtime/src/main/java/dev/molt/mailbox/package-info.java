/**
 * What a process receives from: many writers, one reader, selective receive; and the instants until
 * which it is ready to wait. Knows no process: it says when the reader must be woken, and leaves
 * the waking to its owner.
 *
 * <p>May import: nothing of the house.
 */
@NullMarked
package dev.molt.mailbox;

import org.jspecify.annotations.NullMarked;
