package dev.molt.net;

/**
 * An active socket tells its owner of a fault; {@link TcpClosed} follows.
 *
 * <p>OTP: {@code {tcp_error, Socket, Reason}}
 */
public record TcpError(TcpSocket socket, TcpFailure failure) {}
