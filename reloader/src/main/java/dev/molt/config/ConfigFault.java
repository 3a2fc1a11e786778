package dev.molt.config;

/**
 * A mistake in a settings file, and who made it: the person who wrote that line.
 *
 * @param where {@code file:line}, or the file alone where the line is not known
 * @param what a sentence
 */
public record ConfigFault(String where, String what) {
  @Override
  public String toString() {
    return where + ": " + what;
  }
}
