package dev.molt.net;

import dev.molt.process.AwaitTimeoutException;
import dev.molt.process.Deadline;
import dev.molt.process.Process;
import dev.molt.process.Processes;
import dev.molt.term.Pid;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listening TCP socket. It belongs to the process that opened it and is closed when that ends;
 * any process of the node may accept, and owns what it accepts.
 *
 * <p>A process that waits in {@link #accept} has its own code below it, and a purge of that code
 * kills it. One that asks with {@link #acceptLater} gets a message and can rest meanwhile in the
 * runtime, where no purge reaches it: so a server's listener lives through reloads.
 *
 * <p>OTP: {@code gen_tcp:listen/2}
 */
public final class TcpListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TcpListener.class);

  private final ServerSocketChannel channel;
  private final Processes processes;
  private final TcpOptions options;
  private final InetSocketAddress address;

  // guarded by this
  private final Deque<Ask> asks = new ArrayDeque<>();
  private final Deque<SocketChannel> unasked = new ArrayDeque<>();
  private Pid owner;
  private boolean accepting;
  private boolean closed;

  /** Who wants a connection, and how it is given to him: under the lock, and without waiting. */
  private record Ask(Pid by, Consumer<AcceptResult> to) {}

  private TcpListener(
      ServerSocketChannel channel, Processes processes, TcpOptions options, Pid owner)
      throws IOException {
    this.channel = channel;
    this.processes = processes;
    this.options = options;
    this.address = (InetSocketAddress) channel.getLocalAddress();
    this.owner = owner;
  }

  /** Listens to this machine only; port 0: one that is free. */
  public static ListenResult listen(int port, TcpOptions options) {
    return listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), options);
  }

  /**
   * Listens; the calling process is the owner.
   *
   * @return a failure with {@link TcpReason#EADDRINUSE}, {@link TcpReason#NXDOMAIN}, or {@link
   *     TcpReason#EIO}
   *     <p>OTP: {@code gen_tcp:listen/2}
   */
  public static ListenResult listen(InetSocketAddress address, TcpOptions options) {
    var owner = Process.self();
    try {
      return open(address, Process.processes(), options, owner);
    } catch (IOException | UnresolvedAddressException fault) {
      return TcpReason.failure(fault);
    }
  }

  private static ListenResult open(
      InetSocketAddress address, Processes processes, TcpOptions options, Pid owner)
      throws IOException {
    var channel = ServerSocketChannel.open();
    try {
      channel.bind(address, options.backlog());
      var listener = new TcpListener(channel, processes, options, owner);
      if (processes.own(owner, listener)) return new ListenResult.Listening(listener);
    } catch (IOException | RuntimeException fault) {
      channel.close();
      throw fault;
    }
    channel.close();
    return new TcpFailure(TcpReason.CLOSED);
  }

  /** Waits for the next connection; the calling process is its owner. */
  public AcceptResult accept() {
    return accept(Deadline.NEVER);
  }

  /**
   * The same in time.
   *
   * @return a failure with {@link TcpReason#CLOSED}, {@link TcpReason#TIMEOUT}, or {@link
   *     TcpReason#EIO}
   *     <p>OTP: {@code gen_tcp:accept/1,2}
   */
  public AcceptResult accept(Duration timeout) {
    return accept(Deadline.in(timeout));
  }

  private AcceptResult accept(Deadline until) {
    var answer = new CompletableFuture<AcceptResult>();
    var ask = new Ask(Process.self(), answer::complete);
    ask(ask);
    try {
      return Process.await(answer, until, "a connection at port " + port());
    } catch (AwaitTimeoutException late) {
      return withdraw(ask) ? new TcpFailure(TcpReason.TIMEOUT) : answer.join();
    } finally {
      withdraw(ask);
    }
  }

  /**
   * Asks for the next connection, once: it comes to the calling process, its owner, as a {@link
   * TcpAccept}.
   *
   * <p>OTP: {@code prim_inet:async_accept/2}
   */
  public void acceptLater() {
    var self = Process.self();
    ask(new Ask(self, result -> processes.send(self, new TcpAccept(this, result))));
  }

  private synchronized void ask(Ask ask) {
    if (closed) {
      ask.to().accept(new TcpFailure(TcpReason.CLOSED));
      return;
    }
    asks.addLast(ask);
    while (!asks.isEmpty() && !unasked.isEmpty()) give(unasked.removeFirst());
    if (accepting || asks.isEmpty()) return;
    accepting = true;
    Thread.ofVirtual().name("molt-tcp-accept").start(this::acceptWhileAsked);
  }

  private synchronized boolean withdraw(Ask ask) {
    return asks.remove(ask);
  }

  private void acceptWhileAsked() {
    do {
      try {
        took(channel.accept());
      } catch (IOException fault) {
        failed(TcpReason.failure(fault));
      } catch (RuntimeException | Error fault) {
        close();
        throw fault;
      }
    } while (goesOn());
  }

  private synchronized boolean goesOn() {
    accepting = !closed && !asks.isEmpty();
    return accepting;
  }

  private synchronized void took(SocketChannel connection) {
    if (closed) Connecting.close(connection);
    else give(connection);
  }

  private synchronized void failed(TcpFailure failure) {
    var first = asks.pollFirst();
    if (first != null) first.to().accept(failure);
    else if (!closed) LOG.warn("{} could not accept: {}", this, failure);
  }

  /** Gives it to the first who asked and still lives, or keeps it for the next who asks. */
  private void give(SocketChannel connection) {
    try {
      for (Ask ask; (ask = asks.pollFirst()) != null; ) {
        var socket = TcpSocket.of(connection, processes, options, ask.by());
        if (socket.isEmpty()) continue;
        ask.to().accept(new AcceptResult.Accepted(socket.get()));
        socket.get().begin();
        return;
      }
      unasked.addLast(connection);
    } catch (IOException broken) {
      LOG.debug("{} accepted a connection that is broken", this, broken);
      Connecting.close(connection);
    }
  }

  /**
   * Makes another process the owner. To be called by the owner.
   *
   * @return a failure with {@link TcpReason#CLOSED}, {@link TcpReason#NOT_OWNER}, or {@link
   *     TcpReason#BADARG} (the other is dead)
   *     <p>OTP: {@code gen_tcp:controlling_process/2}
   */
  public synchronized TcpResult controllingProcess(Pid to) {
    if (closed) return new TcpFailure(TcpReason.CLOSED);
    if (!owner.equals(Process.self())) return new TcpFailure(TcpReason.NOT_OWNER);
    if (to.equals(owner)) return TcpResult.DONE;
    if (!processes.own(to, this)) return new TcpFailure(TcpReason.BADARG);
    processes.disown(owner, this);
    owner = to;
    return TcpResult.DONE;
  }

  public InetSocketAddress address() {
    return address;
  }

  public int port() {
    return address.getPort();
  }

  /**
   * Stops listening; who waits in accept gets {@link TcpReason#CLOSED}. What was accepted stays.
   * Any thread; does nothing the second time.
   */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) return;
      closed = true;
      for (var ask : asks) ask.to().accept(new TcpFailure(TcpReason.CLOSED));
      asks.clear();
      unasked.forEach(Connecting::close);
      unasked.clear();
      processes.disown(owner, this);
    }
    try {
      channel.close();
    } catch (IOException fault) {
      LOG.warn("{} could not be closed", this, fault);
    }
  }

  @Override
  public String toString() {
    return "tcp<listening at " + TcpSocket.text(address) + ">";
  }
}
