@NullMarked
package dev.molt.event;

import org.jspecify.annotations.NullMarked;
