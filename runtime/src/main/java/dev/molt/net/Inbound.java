package dev.molt.net;

import dev.molt.process.AwaitTimeoutException;
import dev.molt.process.Deadline;
import dev.molt.process.Process;
import dev.molt.process.Processes;
import dev.molt.process.ReceiveResult;
import dev.molt.term.Pid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The half of a socket that reads. A thread of the runtime reads while somebody wants to have
 * something, and ends when nobody does; what came and was not wanted in the end (a receive that
 * timed out) waits for the next one.
 */
final class Inbound {
  private final TcpSocket socket;
  private final ReadableByteChannel channel;
  private final Processes processes;
  private final int bufferBytes;

  // guarded by this
  private final Framer framer;
  private Pid owner;
  private ActiveMode active;
  private @Nullable Receive receive;
  private @Nullable TcpFailure unnoticed;
  private boolean reading;
  private boolean closed;

  /** Who waits for data. Completed under the lock, so that a packet is never in between. */
  private record Receive(int length, CompletableFuture<RecvResult> answer) {}

  Inbound(
      TcpSocket socket,
      ReadableByteChannel channel,
      Processes processes,
      TcpOptions options,
      Pid owner) {
    this.socket = socket;
    this.channel = channel;
    this.processes = processes;
    this.bufferBytes = options.buffer();
    this.framer = new Framer(options.packet(), options.buffer());
    this.owner = owner;
    this.active = options.active();
  }

  // --- What processes ask for

  RecvResult recv(int length, Deadline until) {
    var answer = new CompletableFuture<RecvResult>();
    synchronized (this) {
      var refused = refusal(length);
      if (refused != null) return refused;
      var packet = framer.next(length);
      if (packet != null) return new RecvResult.Received(packet);
      receive = new Receive(length, answer);
      wanted();
    }
    try {
      return Process.await(answer, until, "data from " + socket.peerText());
    } catch (AwaitTimeoutException late) {
      return withdraw(answer) ? new TcpFailure(TcpReason.TIMEOUT) : answer.join();
    } finally {
      withdraw(answer);
    }
  }

  private @Nullable TcpFailure refusal(int length) {
    if (closed) return new TcpFailure(TcpReason.CLOSED);
    if (active != ActiveMode.OFF) return new TcpFailure(TcpReason.EINVAL);
    if (receive != null) return new TcpFailure(TcpReason.EALREADY);
    if (length > TcpSocket.MOST_BYTES) return new TcpFailure(TcpReason.ENOMEM);
    return null;
  }

  private synchronized boolean withdraw(CompletableFuture<RecvResult> answer) {
    if (receive == null || receive.answer() != answer) return false;
    receive = null;
    return true;
  }

  synchronized TcpResult active(ActiveMode mode) {
    if (closed) return new TcpFailure(TcpReason.CLOSED);
    active = mode;
    wanted();
    return TcpResult.DONE;
  }

  synchronized ActiveMode active() {
    return active;
  }

  synchronized Pid owner() {
    return owner;
  }

  /** The calling process gives the socket away, with what the socket has sent it already. */
  TcpResult give(Pid to) {
    ActiveMode mode;
    synchronized (this) {
      if (closed) return new TcpFailure(TcpReason.CLOSED);
      if (!owner.equals(Process.self())) return new TcpFailure(TcpReason.NOT_OWNER);
      if (to.equals(owner)) return TcpResult.DONE;
      if (!processes.own(to, socket)) return new TcpFailure(TcpReason.BADARG);
      mode = active;
      active = ActiveMode.OFF;
    }
    forwardMessages(to);
    synchronized (this) {
      processes.disown(owner, socket);
      owner = to;
      if (closed) {
        processes.disown(to, socket);
        return new TcpFailure(TcpReason.CLOSED);
      }
      if (active == ActiveMode.OFF) active = mode;
      wanted();
      return TcpResult.DONE;
    }
  }

  /** Nothing is sent to the old owner any more, so what is in its mailbox is all there is. */
  private void forwardMessages(Pid to) {
    while (Process.receive(this::ours, Duration.ZERO) instanceof ReceiveResult.Received(var sent)) {
      processes.send(to, sent);
    }
  }

  private @Nullable Object ours(Object message) {
    var from =
        switch (message) {
          case TcpData data -> data.socket();
          case TcpClosed end -> end.socket();
          case TcpError error -> error.socket();
          default -> null;
        };
    return from == socket ? message : null;
  }

  // --- What the socket says

  /** The socket may send from now on, if it is active. */
  synchronized void begin() {
    wanted();
  }

  /** The stream has ended, by the peer or a fault: whoever waits is told, and the socket closed. */
  void end(TcpFailure failure) {
    synchronized (this) {
      reading = false;
      if (closed) return;
      if (!isWanted()) {
        unnoticed = failure;
        return;
      }
      tell(failure);
    }
    socket.close();
  }

  /** The socket is being closed. */
  synchronized void close() {
    if (closed) return;
    closed = true;
    var waiting = receive;
    receive = null;
    if (waiting != null) waiting.answer().complete(new TcpFailure(TcpReason.CLOSED));
  }

  private void tell(TcpFailure failure) {
    closed = true;
    var waiting = receive;
    receive = null;
    if (waiting != null) waiting.answer().complete(failure);
    if (active == ActiveMode.OFF) return;
    if (failure.reason() != TcpReason.CLOSED) {
      processes.send(owner, new TcpError(socket, failure));
    }
    processes.send(owner, new TcpClosed(socket));
  }

  // --- The reader

  private boolean isWanted() {
    return receive != null || active != ActiveMode.OFF;
  }

  /** Somebody may want something: serves him, or sees to it that it is read. Lock held. */
  private void wanted() {
    serve();
    if (reading || closed || !isWanted()) return;
    reading = true;
    var seen = unnoticed;
    Thread.ofVirtual().name("molt-tcp-read").start(seen == null ? this::read : () -> end(seen));
  }

  private void read() {
    var buffer = ByteBuffer.allocate(bufferBytes);
    try {
      do {
        buffer.clear();
        if (channel.read(buffer) < 0) {
          end(new TcpFailure(TcpReason.CLOSED));
          return;
        }
        buffer.flip();
      } while (take(buffer));
    } catch (IOException fault) {
      end(TcpReason.failure(fault));
    } catch (RuntimeException | Error fault) {
      end(new TcpFailure(TcpReason.EIO));
      throw fault;
    }
  }

  /** Takes in what came; false: nobody wants more, and the reader ends. */
  private synchronized boolean take(ByteBuffer come) {
    framer.add(come);
    serve();
    reading = !closed && isWanted();
    return reading;
  }

  private void serve() {
    var waiting = receive;
    if (waiting != null) {
      var packet = framer.next(waiting.length());
      if (packet == null) return;
      receive = null;
      waiting.answer().complete(new RecvResult.Received(packet));
    }
    while (active != ActiveMode.OFF) {
      var packet = framer.next(0);
      if (packet == null) return;
      if (active == ActiveMode.ONCE) active = ActiveMode.OFF;
      processes.send(owner, new TcpData(socket, packet));
    }
  }
}
