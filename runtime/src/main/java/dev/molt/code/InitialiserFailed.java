package dev.molt.code;

import org.jspecify.annotations.Nullable;

/**
 * Code was entered whose class could not be initialised: its static initialiser threw, or has not
 * come to its end. The module's fault, or that of what it needs: a static server socket, which the
 * old version still has.
 */
public final class InitialiserFailed extends RuntimeException {
  InitialiserFailed(String className, String version, String why, @Nullable Throwable cause) {
    super("static initialiser of " + className + " (" + version + ") " + why, cause);
  }
}
