/**
 * What is to be done, before anything is done: from changes to what is compiled, from what came out
 * to what is swapped, and what that would cost. Pure: values in, values out.
 *
 * <p>May import: {@code source}, {@code watch}, {@code compile}, and the values of the runtime's
 * rooms {@code term}, {@code process} and {@code code}.
 */
@NullMarked
package dev.molt.plan;

import org.jspecify.annotations.NullMarked;
