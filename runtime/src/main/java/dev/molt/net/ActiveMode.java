package dev.molt.net;

/**
 * Who takes the next step.
 *
 * <ul>
 *   <li>{@link #OFF}: the reader, who asks with {@code recv}
 *   <li>{@link #ONCE}: the socket sends one {@link TcpData} to its owner and is {@code OFF} then
 *   <li>{@link #ON}: the socket sends all that comes; nothing holds back a fast peer
 * </ul>
 *
 * <p>OTP: {@code {active, false | once | true}}
 */
public enum ActiveMode {
  OFF,
  ONCE,
  ON
}
