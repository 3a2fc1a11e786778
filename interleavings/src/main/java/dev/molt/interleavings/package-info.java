/**
 * What two threads can do to each other in the mailbox, the registry and the version table, tried
 * out in very many interleavings. Run by a test of this module, or longer by {@code
 * org.openjdk.jcstress.Main}.
 */
@NullMarked
package dev.molt.interleavings;

import org.jspecify.annotations.NullMarked;
