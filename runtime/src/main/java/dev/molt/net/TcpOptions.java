package dev.molt.net;

/**
 * How a socket is to behave; one that is accepted takes after its listener.
 *
 * @param packet how the stream is cut
 * @param active the mode to begin with
 * @param buffer bytes that are read at once, and the longest line
 * @param backlog connections that wait to be accepted, before more are refused
 * @param noDelay whether small packets go at once (TCP_NODELAY)
 *     <p>OTP: the options of {@code gen_tcp:listen/2} and {@code gen_tcp:connect/3}
 */
public record TcpOptions(
    Packet packet, ActiveMode active, int buffer, int backlog, boolean noDelay) {
  private static final int BUFFER = 8 * 1024;
  private static final int BACKLOG = 128;

  /** Read by {@code recv}. */
  public static final TcpOptions PASSIVE =
      new TcpOptions(Packet.RAW, ActiveMode.OFF, BUFFER, BACKLOG, true);

  /** Read by messages, each asked for. */
  public static final TcpOptions ACTIVE_ONCE = PASSIVE.active(ActiveMode.ONCE);

  /** Read by messages. */
  public static final TcpOptions ACTIVE = PASSIVE.active(ActiveMode.ON);

  public TcpOptions {
    if (buffer < 1) throw new IllegalArgumentException("a buffer of " + buffer + " bytes");
    if (backlog < 1) throw new IllegalArgumentException("a backlog of " + backlog);
  }

  public TcpOptions lines() {
    return new TcpOptions(Packet.LINE, active, buffer, backlog, noDelay);
  }

  public TcpOptions active(ActiveMode mode) {
    return new TcpOptions(packet, mode, buffer, backlog, noDelay);
  }

  public TcpOptions buffer(int bytes) {
    return new TcpOptions(packet, active, bytes, backlog, noDelay);
  }

  public TcpOptions backlog(int connections) {
    return new TcpOptions(packet, active, buffer, connections, noDelay);
  }

  public TcpOptions delay() {
    return new TcpOptions(packet, active, buffer, backlog, false);
  }
}
