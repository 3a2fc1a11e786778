package dev.molt.code;

/**
 * Lets what a method handle threw pass on unchanged. The compiler cannot know what that may be; the
 * caller of a fun can, for its method was compiled.
 */
final class Thrown {
  private Thrown() {}

  /** Never returns; to be used as {@code throw Thrown.asIs(thrown)}. */
  static RuntimeException asIs(Throwable thrown) {
    throw Thrown.<RuntimeException>unchecked(thrown);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
