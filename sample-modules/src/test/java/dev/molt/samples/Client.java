package dev.molt.samples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Somebody at the other end of a line. */
final class Client implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader answers;

  Client(Object port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), (Integer) port);
    socket.setSoTimeout((int) SampleNode.PATIENCE.toMillis());
    answers =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  /** The answer to the line, or null if the other side has hung up. */
  @Nullable String say(String line) throws IOException {
    try {
      socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      return answers.readLine();
    } catch (SocketException hungUp) {
      return null;
    }
  }

  /** What comes without a question; null: the other side has hung up. */
  @Nullable String hear() throws IOException {
    try {
      return answers.readLine();
    } catch (SocketException hungUp) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
