package dev.molt.net;

import java.nio.charset.StandardCharsets;

/** How {@link TcpSocket#recv} ended. */
public sealed interface RecvResult permits RecvResult.Received, TcpFailure {
  /** The bytes are the receiver's own. */
  record Received(byte[] bytes) implements RecvResult {
    /** As UTF-8. */
    public String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
      return "Received[" + bytes.length + " bytes]";
    }
  }
}
