package dev.molt.net;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes that have come and nobody has taken, and how they are cut. Pure but for its own bytes. */
final class Framer {
  private static final byte[] NONE = new byte[0];

  /** Room that a burst has needed is given back when it is empty, if it is more than this. */
  private static final int KEPT_BYTES = 64 * 1024;

  private final Packet packet;
  private final int longestLine;

  // the socket's lock
  private byte[] bytes = NONE;
  private int from;
  private int to;

  /** A newline is known not to be among the first so many: no byte is looked at twice. */
  private int searched;

  Framer(Packet packet, int longestLine) {
    this.packet = packet;
    this.longestLine = longestLine;
  }

  /** Takes over what is left in the buffer. */
  void add(ByteBuffer come) {
    makeRoom(come.remaining());
    var length = come.remaining();
    come.get(bytes, to, length);
    to += length;
  }

  /**
   * Cuts the next packet off.
   *
   * @param length so many bytes, or 0: as many as there are; of no meaning for lines
   * @return null: it has not come wholly
   */
  byte @Nullable [] next(int length) {
    return switch (packet) {
      case RAW -> raw(length);
      case LINE -> line();
    };
  }

  private byte @Nullable [] raw(int length) {
    var there = to - from;
    if (there == 0 || there < length) return null;
    return cut(length == 0 ? there : length);
  }

  private byte @Nullable [] line() {
    for (; searched < to - from; searched++) {
      if (bytes[from + searched] == '\n' || searched + 1 == longestLine) return cut(searched + 1);
    }
    return null;
  }

  private byte[] cut(int length) {
    var cut = Arrays.copyOfRange(bytes, from, from + length);
    from += length;
    searched = 0;
    if (from == to) {
      from = 0;
      to = 0;
      if (bytes.length > KEPT_BYTES) bytes = NONE;
    }
    return cut;
  }

  private void makeRoom(int more) {
    if (to + more <= bytes.length) return;
    var there = to - from;
    var larger = there + more > bytes.length ? new byte[Math.max(2 * there, there + more)] : bytes;
    System.arraycopy(bytes, from, larger, 0, there);
    bytes = larger;
    from = 0;
    to = there;
  }
}
