/** The samples do what their comments promise, reloaded as a save would reload them. */
@NullMarked
package dev.molt.samples;

import org.jspecify.annotations.NullMarked;
