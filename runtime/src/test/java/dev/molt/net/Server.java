package dev.molt.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.process.Fun1;
import dev.molt.process.Proc0;
import dev.molt.process.Process;
import dev.molt.process.SpawnOptions;
import dev.molt.process.TestNode;
import dev.molt.term.Pid;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** A process that accepts one connection and does with it as the test says. */
final class Server {
  final Peer peer;
  final Pid pid;

  private Server(Peer peer, Pid pid) {
    this.peer = peer;
    this.pid = pid;
  }

  static Server start(TestNode node, TcpOptions options, Fun1<TcpSocket, ?> body) throws Exception {
    var port = new CompletableFuture<Integer>();
    var accepted = new CompletableFuture<TcpSocket>();
    var pid =
        node.processes.spawn(
            SpawnOptions.DEFAULT,
            (Proc0)
                () -> {
                  var listener = listen(options);
                  port.complete(listener.port());
                  var socket = accept(listener);
                  accepted.complete(socket);
                  body.apply(socket);
                });
    var peer = new Peer(port.get());
    accepted.get();
    return new Server(peer, pid);
  }

  static TcpListener listen(TcpOptions options) {
    var result = TcpListener.listen(0, options);
    assertThat(result).isInstanceOf(ListenResult.Listening.class);
    return ((ListenResult.Listening) result).listener();
  }

  static TcpSocket accept(TcpListener listener) {
    var result = listener.accept(TestNode.PATIENCE);
    assertThat(result).isInstanceOf(AcceptResult.Accepted.class);
    return ((AcceptResult.Accepted) result).socket();
  }

  /** A connection whose both ends are sockets of the calling process's. */
  static TcpSocket loopback(TcpOptions options) {
    var listener = listen(options);
    var connected = TcpSocket.connect("127.0.0.1", listener.port(), TcpOptions.PASSIVE);
    assertThat(connected).isInstanceOf(ConnectResult.Connected.class);
    Process.put("the other end", ((ConnectResult.Connected) connected).socket());
    return accept(listener);
  }

  static TcpSocket otherEnd() {
    return (TcpSocket) Objects.requireNonNull(Process.get("the other end"));
  }
}
