package dev.molt.net;

import dev.molt.process.Deadline;
import dev.molt.process.Process;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The half of a socket that writes. A thread of the runtime writes one packet after the other while
 * there are any; so the packet of a process that is killed while it waits still goes out whole.
 */
final class Outbound {
  private final TcpSocket socket;
  private final WritableByteChannel channel;

  // guarded by this
  private final Deque<Packet> queue = new ArrayDeque<>(2);
  private boolean writing;
  private boolean closed;

  private record Packet(ByteBuffer bytes, CompletableFuture<TcpResult> answer) {}

  Outbound(TcpSocket socket, WritableByteChannel channel) {
    this.socket = socket;
    this.channel = channel;
  }

  TcpResult send(byte[] bytes) {
    var packet = new Packet(ByteBuffer.wrap(bytes), new CompletableFuture<>());
    synchronized (this) {
      if (closed) return new TcpFailure(TcpReason.CLOSED);
      queue.add(packet);
      if (!writing) {
        writing = true;
        Thread.ofVirtual().name("molt-tcp-write").start(this::write);
      }
    }
    return Process.await(packet.answer(), Deadline.NEVER, socket.peerText() + " to take data");
  }

  /** The socket is being closed: what has not gone will not. */
  void close() {
    fail(new TcpFailure(TcpReason.CLOSED));
  }

  private void write() {
    try {
      for (var packet = first(); packet != null; packet = after(packet)) {
        while (packet.bytes().hasRemaining()) channel.write(packet.bytes());
      }
    } catch (IOException fault) {
      end(TcpReason.failure(fault));
    } catch (RuntimeException | Error fault) {
      end(new TcpFailure(TcpReason.EIO));
      throw fault;
    }
  }

  private void end(TcpFailure failure) {
    fail(failure);
    socket.end(failure);
  }

  private synchronized @Nullable Packet first() {
    return queue.peekFirst();
  }

  private synchronized @Nullable Packet after(Packet written) {
    if (closed) return null;
    queue.removeFirst();
    written.answer().complete(TcpResult.DONE);
    writing = !queue.isEmpty();
    return queue.peekFirst();
  }

  private synchronized void fail(TcpFailure failure) {
    closed = true;
    for (var packet : queue) packet.answer().complete(failure);
    queue.clear();
  }
}
