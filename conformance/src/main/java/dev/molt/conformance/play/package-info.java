/**
 * Plays cases on a node: one driver does the operations one after another, and waits after each
 * until the node has come to rest. It asks and writes down; what is right is the runtime's
 * business.
 *
 * <p>May import: the rooms before it, and the runtime.
 */
@NullMarked
package dev.molt.conformance.play;

import org.jspecify.annotations.NullMarked;
