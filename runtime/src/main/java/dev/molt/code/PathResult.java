package dev.molt.code;

/**
 * How a change of the path ended.
 *
 * <ul>
 *   <li>{@link Changed}: done
 *   <li>{@link BadDirectory}: this entry does not exist; the path is as it was
 * </ul>
 */
public sealed interface PathResult {
  record Changed() implements PathResult {}

  record BadDirectory(PathEntry entry) implements PathResult {}
}
