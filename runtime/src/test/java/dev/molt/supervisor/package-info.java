@NullMarked
package dev.molt.supervisor;

import org.jspecify.annotations.NullMarked;
