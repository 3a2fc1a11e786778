package dev.molt.net;

import dev.molt.process.TestNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** The other end of a connection: a plain blocking socket on the test's own thread. */
final class Peer implements AutoCloseable {
  private final Socket socket;

  Peer(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) TestNode.PATIENCE.toMillis());
    socket.setTcpNoDelay(true);
  }

  void write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  String read(int length) throws IOException {
    return new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
  }

  /** Waits until the other side closes; what it sent before is skipped. */
  boolean seesClosed() throws IOException {
    try {
      socket.getInputStream().readAllBytes();
      return true;
    } catch (SocketException reset) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
