package dev.molt.net;

import java.nio.charset.StandardCharsets;

/**
 * What an active socket sends its owner. The bytes are the owner's own.
 *
 * <p>OTP: {@code {tcp, Socket, Data}}
 */
public record TcpData(TcpSocket socket, byte[] bytes) {
  /** As UTF-8. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "TcpData[" + socket + ", " + bytes.length + " bytes]";
  }
}
