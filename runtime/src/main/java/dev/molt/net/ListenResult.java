package dev.molt.net;

/** How {@link TcpListener#listen} ended. */
public sealed interface ListenResult permits ListenResult.Listening, TcpFailure {
  record Listening(TcpListener listener) implements ListenResult {}
}
