/**
 * Makes random cases: a case is a function of its seed alone. A {@code Scene} remembers what a case
 * has put on the stage; the moves, sorted by what they are about, add operations to it. Only such
 * operations are made whose results every correct system must agree on, so moves leave out what
 * would depend on luck; where they do, they say what that is.
 *
 * <p>May import: {@code script}.
 */
@NullMarked
package dev.molt.conformance.generate;

import org.jspecify.annotations.NullMarked;
