/**
 * Cases and traces as text: a case is a list of operations, a trace the result of each.
 *
 * <p>May import: nothing of the house.
 */
@NullMarked
package dev.molt.conformance.script;

import org.jspecify.annotations.NullMarked;
