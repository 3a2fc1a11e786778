package dev.molt.watch;

import java.nio.file.Path;
import java.time.Instant;

/**
 * What the watch loop is told.
 *
 * <ul>
 *   <li>{@link Look}: something happened at a path
 *   <li>{@link Lost}: something happened somewhere
 *   <li>{@link Ended}: the events of one watch are over
 *   <li>{@link Stop}: the owner closes the watcher
 * </ul>
 */
sealed interface Signal {
  record Look(Path path, Instant at) implements Signal {}

  record Lost(String why) implements Signal {}

  /**
   * @param watch which of the watches that were opened, counted from one
   */
  record Ended(int watch, String why) implements Signal {}

  record Stop() implements Signal {}
}
