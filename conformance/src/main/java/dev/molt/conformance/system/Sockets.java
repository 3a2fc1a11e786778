package dev.molt.conformance.system;

import dev.molt.net.TcpSocket;
import dev.molt.process.Next;
import dev.molt.sys.Down;
import org.jspecify.annotations.Nullable;

/** A wait for data, and the text of a version. */
public final class Sockets {
  private Sockets() {}

  /** Waits for data in system code, and ends. */
  public static Next recv(TcpSocket socket) {
    socket.recv();
    return Next.stop();
  }

  /** A version as {@code code_change} is given it: {@code 3} or {@code down:3}. */
  public static String vsn(@Nullable Object old) {
    return old instanceof Down down ? "down:" + down.version() : String.valueOf(old);
  }
}
