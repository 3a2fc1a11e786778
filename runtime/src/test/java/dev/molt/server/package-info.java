@NullMarked
package dev.molt.server;

import org.jspecify.annotations.NullMarked;
