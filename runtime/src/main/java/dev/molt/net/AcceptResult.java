package dev.molt.net;

/** How {@link TcpListener#accept} ended. */
public sealed interface AcceptResult permits AcceptResult.Accepted, TcpFailure {
  record Accepted(TcpSocket socket) implements AcceptResult {}
}
