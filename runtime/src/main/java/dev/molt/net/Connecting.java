package dev.molt.net;

import dev.molt.process.AwaitTimeoutException;
import dev.molt.process.Deadline;
import dev.molt.process.Process;
import dev.molt.process.Processes;
import dev.molt.term.Pid;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects to a peer on a thread of the runtime's own, which looks the name up too. */
final class Connecting {
  private static final Logger LOG = LoggerFactory.getLogger(Connecting.class);

  private final InetSocketAddress address;
  private final TcpOptions options;
  private final Processes processes;
  private final Pid owner;
  private final CompletableFuture<ConnectResult> result = new CompletableFuture<>();

  private Connecting(
      InetSocketAddress address, TcpOptions options, Processes processes, Pid owner) {
    this.address = address;
    this.options = options;
    this.processes = processes;
    this.owner = owner;
  }

  static ConnectResult connect(String host, int port, TcpOptions options, Deadline until) {
    var address = InetSocketAddress.createUnresolved(host, port);
    var connecting = new Connecting(address, options, Process.processes(), Process.self());
    var thread = Thread.ofVirtual().name("molt-tcp-connect").start(connecting::run);
    try {
      var end = Process.await(connecting.result, until, "a connection to " + address);
      if (end instanceof ConnectResult.Connected(var socket)) socket.begin();
      return end;
    } catch (AwaitTimeoutException late) {
      connecting.result.thenAccept(Connecting::closeUnwanted);
      return new TcpFailure(TcpReason.TIMEOUT);
    } finally {
      if (!connecting.result.isDone()) thread.interrupt();
    }
  }

  private static void closeUnwanted(ConnectResult late) {
    if (late instanceof ConnectResult.Connected(var socket)) socket.close();
  }

  private void run() {
    try {
      result.complete(attempt());
    } catch (IOException | UnresolvedAddressException fault) {
      result.complete(TcpReason.failure(fault));
    } catch (RuntimeException | Error fault) {
      result.completeExceptionally(fault);
    }
  }

  private ConnectResult attempt() throws IOException {
    var channel = SocketChannel.open();
    try {
      channel.connect(new InetSocketAddress(address.getHostString(), address.getPort()));
      var socket = TcpSocket.of(channel, processes, options, owner);
      if (socket.isPresent()) return new ConnectResult.Connected(socket.get());
    } catch (IOException | RuntimeException fault) {
      close(channel);
      throw fault;
    }
    close(channel);
    return new TcpFailure(TcpReason.CLOSED);
  }

  /** A connection that nobody wants, or that has failed already. */
  static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException fault) {
      LOG.debug("a connection could not be closed", fault);
    }
  }
}
