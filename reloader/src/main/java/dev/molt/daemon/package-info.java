/**
 * The loop that reads aloud, watch to report, and the daemon around it.
 *
 * <p>May import: all rooms but {@code cli}.
 */
@NullMarked
package dev.molt.daemon;

import org.jspecify.annotations.NullMarked;
