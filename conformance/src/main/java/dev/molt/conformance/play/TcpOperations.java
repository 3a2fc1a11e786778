package dev.molt.conformance.play;

import dev.molt.conformance.system.Request;
import dev.molt.conformance.system.Starts;
import dev.molt.net.AcceptResult;
import dev.molt.net.ListenResult;
import dev.molt.net.TcpListener;
import dev.molt.net.TcpOptions;
import dev.molt.net.TcpSocket;
import dev.molt.process.Process;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Operations on processes that have a socket; the driver has its other end. */
final class TcpOperations implements AutoCloseable {
  static final List<String> BODIES =
      List.of("tcp_passive", "tcp_passive_tail", "tcp_active_loop", "tcp_active_server");
  private static final int PEEK_MILLIS = 50;

  private final World world;
  private final ServerOperations servers;

  // The driver's.
  private final Map<String, Socket> peers = new HashMap<>();

  TcpOperations(World world, ServerOperations servers) {
    this.world = world;
    this.servers = servers;
  }

  /** Null if it is no operation of these. */
  @Nullable String run(List<String> words) throws IOException {
    return switch (words.getFirst()) {
      case "send" -> send(words.get(1), words.get(2));
      case "peer" -> read(words.get(1), PEEK_MILLIS, "open");
      default -> null;
    };
  }

  String spawn(String name, String module, String body) throws IOException {
    try (var listener = listen()) {
      var peer = new Socket(InetAddress.getLoopbackAddress(), listener.port());
      peers.put(name, peer);
      if (!(listener.accept() instanceof AcceptResult.Accepted(var socket)))
        throw new IOException("no connection");
      return body.equals("tcp_active_server")
          ? startServer(name, module, body, socket)
          : start(name, module, body, socket);
    }
  }

  private static TcpListener listen() throws IOException {
    if (TcpListener.listen(0, TcpOptions.PASSIVE) instanceof ListenResult.Listening(var listener))
      return listener;
    throw new IOException("cannot listen");
  }

  private String start(String name, String module, String body, TcpSocket socket) {
    var pid = Starts.spawn(world.processes(), module, body, socket);
    world.book().track(name, pid, body);
    socket.controllingProcess(pid);
    Process.send(pid, new Request.Go());
    return "ok";
  }

  private String startServer(String name, String module, String body, TcpSocket socket) {
    var started = servers.start(name, module, body);
    if (!started.equals("ok")) {
      socket.close();
      return started;
    }
    var pid = Objects.requireNonNull(world.pid(name));
    socket.controllingProcess(pid);
    Process.send(pid, new Request.Socket(socket));
    return started;
  }

  private String send(String name, String data) {
    try {
      peer(name).getOutputStream().write(data.getBytes(StandardCharsets.UTF_8));
    } catch (IOException closed) {
      return "closed";
    }
    return read(name, (int) world.patience().toMillis(), "timeout");
  }

  private Socket peer(String name) {
    return Objects.requireNonNull(peers.get(name), name);
  }

  private String read(String name, int millis, String nothing) {
    try {
      peer(name).setSoTimeout(millis);
      var bytes = new byte[4096];
      var length = peer(name).getInputStream().read(bytes);
      return length < 0 ? "closed" : new String(bytes, 0, length, StandardCharsets.UTF_8);
    } catch (SocketTimeoutException late) {
      return nothing;
    } catch (IOException closed) {
      return "closed";
    }
  }

  @Override
  public void close() throws IOException {
    for (var peer : peers.values()) peer.close();
  }
}
