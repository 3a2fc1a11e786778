package dev.molt.control;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The files of one daemon: its socket, the lock that it holds, and the note that says who it is.
 * Named by a hash, because the watched directory's own path may be longer than a socket's can be.
 *
 * <p>Pure.
 */
record SocketFiles(Path socket, Path lock, Path note) {
  static final String NOTE_END = ".json";

  private static final int HASH_BYTES = 10;
  private static final String SOCKET_END = ".sock";
  private static final String LOCK_END = ".lock";

  /** As long as any name here. */
  static final String LONGEST_NAME = "0".repeat(2 * HASH_BYTES) + NOTE_END + ".new";

  /**
   * @param place the directory that holds them
   * @param watched the real path of the watched directory
   */
  static SocketFiles of(Path place, Path watched) {
    return of(place, hash(watched.toString()));
  }

  /** Those whose note this is. */
  static SocketFiles ofNote(Path note) {
    var name = note.getFileName().toString();
    return of(note.resolveSibling(""), name.substring(0, name.length() - NOTE_END.length()));
  }

  private static SocketFiles of(Path place, String name) {
    return new SocketFiles(
        place.resolve(name + SOCKET_END),
        place.resolve(name + LOCK_END),
        place.resolve(name + NOTE_END));
  }

  private static String hash(String text) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
