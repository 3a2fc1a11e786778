@NullMarked
package dev.molt.sys;

import org.jspecify.annotations.NullMarked;
