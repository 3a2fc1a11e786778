/**
 * Walks a plan against the code server: prepare, preview, purge, load; and measures each stage.
 *
 * <p>May import: {@code plan}, and the runtime's {@code code} and {@code sys}.
 */
@NullMarked
package dev.molt.swap;

import org.jspecify.annotations.NullMarked;
