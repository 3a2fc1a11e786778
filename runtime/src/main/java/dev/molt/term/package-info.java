/**
 * Bare values: identities, exit reasons, and the messages that tell of an end.
 *
 * <p>May import: nothing of the house.
 */
@NullMarked
package dev.molt.term;

import org.jspecify.annotations.NullMarked;
