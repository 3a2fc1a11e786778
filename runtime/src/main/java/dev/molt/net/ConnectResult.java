package dev.molt.net;

/** How {@link TcpSocket#connect} ended. */
public sealed interface ConnectResult permits ConnectResult.Connected, TcpFailure {
  record Connected(TcpSocket socket) implements ConnectResult {}
}
