package dev.molt.weave;

import java.util.function.Supplier;

/** Reading of class files that nobody has checked yet. */
final class Untrusted {
  private Untrusted() {}

  /**
   * The Class-File API says of most malformed files that they are, by an {@code
   * IllegalArgumentException}; in others it runs out of bounds or meets the wrong kind of thing.
   *
   * @throws IllegalArgumentException the file is malformed
   */
  static <T> T read(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IndexOutOfBoundsException | ClassCastException malformed) {
      throw new IllegalArgumentException("not a well-formed class file", malformed);
    }
  }
}
