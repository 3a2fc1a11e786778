package dev.molt.config;

import java.nio.file.Path;

/**
 * Where the daemon's events go, one JSON object a line.
 *
 * <ul>
 *   <li>{@link Nowhere}: they are not written
 *   <li>{@link StandardOutput}: there, and what is meant for people goes to the error output
 *   <li>{@link ToFile}: appended to a file, which is made where there is none
 * </ul>
 */
public sealed interface EventsTarget {
  record Nowhere() implements EventsTarget {}

  record StandardOutput() implements EventsTarget {}

  record ToFile(Path file) implements EventsTarget {}

  /**
   * @param text {@code -} or a path
   * @param base what a relative path is relative to
   */
  static EventsTarget parse(String text, Path base) {
    return text.equals("-") ? new StandardOutput() : new ToFile(base.resolve(text));
  }
}
