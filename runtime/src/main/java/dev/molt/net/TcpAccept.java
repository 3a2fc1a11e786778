package dev.molt.net;

/**
 * The answer to {@link TcpListener#acceptLater}: a connection, which belongs to the process that
 * asked, or why there is none.
 *
 * <p>OTP: {@code {inet_async, Listener, Ref, {ok, Socket}}}
 */
public record TcpAccept(TcpListener listener, AcceptResult result) {}
