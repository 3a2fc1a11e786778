/**
 * System code of a case: what the modules {@code m1} to {@code m4} call, and what processes wait
 * in. It is never loaded anew, so a frame of it on a stack is harmless.
 *
 * <p>May import: the runtime.
 */
@NullMarked
package dev.molt.conformance.system;

import org.jspecify.annotations.NullMarked;
