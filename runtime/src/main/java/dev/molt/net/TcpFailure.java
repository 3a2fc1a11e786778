package dev.molt.net;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The bad end of a TCP call.
 *
 * @param cause what the JDK said, if it said anything
 *     <p>OTP: {@code {error, Reason}}
 */
public record TcpFailure(TcpReason reason, @Nullable IOException cause)
    implements ListenResult, AcceptResult, ConnectResult, RecvResult, TcpResult {
  TcpFailure(TcpReason reason) {
    this(reason, null);
  }

  @Override
  public String toString() {
    return "{error," + reason + "}" + (cause == null ? "" : " (" + cause.getMessage() + ")");
  }
}
