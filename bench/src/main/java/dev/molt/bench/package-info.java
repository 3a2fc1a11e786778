/** Measurements: each is a program that says what it measures and prints what it found. */
@NullMarked
package dev.molt.bench;

import org.jspecify.annotations.NullMarked;
