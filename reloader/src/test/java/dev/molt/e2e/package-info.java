/** The real launcher on real files: what a user can do, seen from outside. */
@NullMarked
package dev.molt.e2e;

import org.jspecify.annotations.NullMarked;
