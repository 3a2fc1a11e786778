package dev.molt.net;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a TCP call failed, in OTP's words.
 *
 * <ul>
 *   <li>{@link #CLOSED}: the socket is closed, by either side
 *   <li>{@link #TIMEOUT}: it did not happen in time; the socket is as it was
 *   <li>{@link #EINVAL}: not while the socket is active
 *   <li>{@link #EALREADY}: another process is receiving from it
 *   <li>{@link #ENOMEM}: more bytes at once than {@link TcpSocket#MOST_BYTES}
 *   <li>{@link #NOT_OWNER}: only the owner may give a socket away
 *   <li>{@link #BADARG}: the new owner is dead
 *   <li>{@link #EADDRINUSE}, {@link #ECONNREFUSED}, {@link #EHOSTUNREACH}, {@link #NXDOMAIN}: what
 *       the machine said
 *   <li>{@link #EIO}: any other fault; {@link TcpFailure#cause} tells
 * </ul>
 */
public enum TcpReason {
  CLOSED,
  TIMEOUT,
  EINVAL,
  EALREADY,
  ENOMEM,
  NOT_OWNER,
  BADARG,
  EADDRINUSE,
  ECONNREFUSED,
  EHOSTUNREACH,
  NXDOMAIN,
  EIO;

  static TcpFailure failure(Exception fault) {
    return new TcpFailure(of(fault), fault instanceof IOException cause ? cause : null);
  }

  private static TcpReason of(Exception fault) {
    return switch (fault) {
      case ClosedChannelException _ -> CLOSED;
      case BindException _ -> EADDRINUSE;
      case ConnectException _ -> ECONNREFUSED;
      case NoRouteToHostException _ -> EHOSTUNREACH;
      case UnknownHostException _ -> NXDOMAIN;
      case UnresolvedAddressException _ -> NXDOMAIN;
      default -> isReset(fault.getMessage()) ? CLOSED : EIO;
    };
  }

  /** The JDK has no type for it. As in OTP, a reader is told no more than that it is closed. */
  private static boolean isReset(@Nullable String message) {
    return message != null
        && (message.contains("Connection reset") || message.contains("Broken pipe"));
  }

  /** As OTP writes it: {@code closed}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
