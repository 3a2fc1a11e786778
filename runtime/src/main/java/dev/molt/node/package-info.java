/**
 * A node: owns the processes, the code server, and the watch over the carriers, and ends them all
 * when it is closed. Several nodes can live in one JVM.
 *
 * <p>May import: every room of the runtime; nobody of the runtime imports it.
 *
 * <p>Decision: the JVM has one scheduler for virtual threads, whoever runs on it. So the one static
 * here is the book of what the nodes have asked of that scheduler; it has no thread and ends with
 * the last node.
 */
@NullMarked
package dev.molt.node;

import org.jspecify.annotations.NullMarked;
