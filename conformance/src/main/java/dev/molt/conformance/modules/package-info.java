/**
 * The modules {@code m1} to {@code m4}: Java sources made from one template a body, compiled by
 * Molt's own compiler for each code spec, and laid out as class files.
 *
 * <p>May import: {@code script}, and the reloader's rooms {@code source} and {@code compile}.
 */
@NullMarked
package dev.molt.conformance.modules;

import org.jspecify.annotations.NullMarked;
