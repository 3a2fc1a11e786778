package dev.molt.code;

/**
 * How a look at object code ended.
 *
 * <ul>
 *   <li>{@link Valid}: it can be loaded
 *   <li>{@link Bad}: it is not class files, or those of another module; {@code why} is for a person
 * </ul>
 */
public sealed interface ImageResult {
  record Valid(ModuleImage image) implements ImageResult {}

  record Bad(String why) implements ImageResult {}
}
