package dev.molt.net;

/**
 * An active socket tells its owner that the peer is gone, and that the socket is closed with it.
 * The last message from that socket.
 *
 * <p>OTP: {@code {tcp_closed, Socket}}
 */
public record TcpClosed(TcpSocket socket) {}
