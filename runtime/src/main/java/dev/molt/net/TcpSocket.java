package dev.molt.net;

import dev.molt.process.Deadline;
import dev.molt.process.Processes;
import dev.molt.term.Pid;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TCP connection. It belongs to a process, its owner, and is closed when that ends; the peer sees
 * it closed. Any process of the node may send, receive and close; an active socket's messages go to
 * the owner.
 *
 * <p>Calls that wait may be made by processes only; an exit signal ends each wait.
 *
 * <p>OTP: {@code gen_tcp}
 */
public final class TcpSocket implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TcpSocket.class);

  /** No more can be received at once. OTP: {@code TCP_MAX_PACKET_SIZE} */
  public static final int MOST_BYTES = 64 * 1024 * 1024;

  private final SocketChannel channel;
  private final Processes processes;
  private final InetSocketAddress local;
  private final InetSocketAddress peer;
  private final Inbound inbound;
  private final Outbound outbound;

  private TcpSocket(SocketChannel channel, Processes processes, TcpOptions options, Pid owner)
      throws IOException {
    channel.setOption(StandardSocketOptions.TCP_NODELAY, options.noDelay());
    this.channel = channel;
    this.processes = processes;
    this.local = (InetSocketAddress) channel.getLocalAddress();
    this.peer = (InetSocketAddress) channel.getRemoteAddress();
    this.inbound = new Inbound(this, channel, processes, options, owner);
    this.outbound = new Outbound(this, channel);
  }

  /**
   * Makes a connection the socket of a process; active, it sends nothing before {@link #begin}.
   *
   * @return empty: the process is dead
   * @throws IOException the connection is broken already
   */
  static Optional<TcpSocket> of(
      SocketChannel channel, Processes processes, TcpOptions options, Pid owner)
      throws IOException {
    var socket = new TcpSocket(channel, processes, options, owner);
    return processes.own(owner, socket) ? Optional.of(socket) : Optional.empty();
  }

  void begin() {
    inbound.begin();
  }

  /** The same, and waits for as long as the system does. */
  public static ConnectResult connect(String host, int port, TcpOptions options) {
    return Connecting.connect(host, port, options, Deadline.NEVER);
  }

  /**
   * Connects; the calling process is the owner.
   *
   * @return a failure with {@link TcpReason#TIMEOUT}, {@link TcpReason#NXDOMAIN}, {@link
   *     TcpReason#ECONNREFUSED}, {@link TcpReason#EHOSTUNREACH}, or {@link TcpReason#EIO}
   * @throws IllegalArgumentException there is no such port
   *     <p>OTP: {@code gen_tcp:connect/3,4}
   */
  public static ConnectResult connect(String host, int port, TcpOptions options, Duration timeout) {
    return Connecting.connect(host, port, options, Deadline.in(timeout));
  }

  // --- Passive

  /** What has come, at least a byte; with {@link Packet#LINE} a line. Waits for it. */
  public RecvResult recv() {
    return inbound.recv(0, Deadline.NEVER);
  }

  /** The same; {@link TcpReason#TIMEOUT} if nothing came in time, and nothing is lost then. */
  public RecvResult recv(Duration timeout) {
    return inbound.recv(0, Deadline.in(timeout));
  }

  /**
   * Exactly {@code length} bytes. With 0, and with {@link Packet#LINE}, the same as {@link
   * #recv()}.
   *
   * @return a failure with {@link TcpReason#CLOSED}, {@link TcpReason#EINVAL} (the socket is
   *     active), {@link TcpReason#EALREADY}, {@link TcpReason#ENOMEM}, or {@link TcpReason#EIO}
   *     <p>OTP: {@code gen_tcp:recv/2}
   */
  public RecvResult recv(int length) {
    return inbound.recv(checked(length), Deadline.NEVER);
  }

  /**
   * The same in time; what came of a packet that is not whole waits for the next call.
   *
   * <p>OTP: {@code gen_tcp:recv/3}
   */
  public RecvResult recv(int length, Duration timeout) {
    return inbound.recv(checked(length), Deadline.in(timeout));
  }

  private static int checked(int length) {
    if (length < 0) throw new IllegalArgumentException("recv of " + length + " bytes");
    return length;
  }

  // --- Active

  /**
   * Sets the mode. Any process or thread.
   *
   * @return a failure with {@link TcpReason#CLOSED}
   *     <p>OTP: {@code inet:setopts(Socket, [{active, Mode}])}
   */
  public TcpResult active(ActiveMode mode) {
    return inbound.active(mode);
  }

  /** The mode now: {@link ActiveMode#ONCE} is {@link ActiveMode#OFF} once it has sent. */
  public ActiveMode active() {
    return inbound.active();
  }

  /** Whose it is. */
  public Pid owner() {
    return inbound.owner();
  }

  /**
   * Makes another process the owner, with the messages that this one has got from the socket and
   * not received yet. To be called by the owner.
   *
   * @return a failure with {@link TcpReason#CLOSED}, {@link TcpReason#NOT_OWNER}, or {@link
   *     TcpReason#BADARG} (the other is dead)
   *     <p>OTP: {@code gen_tcp:controlling_process/2}
   */
  public TcpResult controllingProcess(Pid to) {
    return inbound.give(to);
  }

  // --- Both

  /**
   * Sends, and waits until the system has taken the bytes. They must not be altered meanwhile.
   *
   * @return a failure with {@link TcpReason#CLOSED} or {@link TcpReason#EIO}
   *     <p>OTP: {@code gen_tcp:send/2}
   */
  public TcpResult send(byte[] bytes) {
    return outbound.send(bytes);
  }

  /** Sends the text as UTF-8. */
  public TcpResult send(String text) {
    return outbound.send(text.getBytes(StandardCharsets.UTF_8));
  }

  public InetSocketAddress local() {
    return local;
  }

  public InetSocketAddress peer() {
    return peer;
  }

  /**
   * Closes the socket: who waits for it gets {@link TcpReason#CLOSED}, the owner gets no message.
   * Any thread; does nothing the second time.
   *
   * <p>OTP: {@code gen_tcp:close/1}
   */
  @Override
  public void close() {
    inbound.close();
    outbound.close();
    processes.disown(inbound.owner(), this);
    try {
      channel.close();
    } catch (IOException fault) {
      LOG.debug("{} could not be closed", this, fault);
    }
  }

  /** The stream has ended, as one of the halves has seen. */
  void end(TcpFailure failure) {
    inbound.end(failure);
  }

  @Override
  public String toString() {
    return "tcp<" + text(local) + " " + peerText() + ">";
  }

  String peerText() {
    return text(peer);
  }

  static String text(InetSocketAddress address) {
    var host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }
}
