package dev.molt.net;

/**
 * How the stream is cut into what one receives.
 *
 * <ul>
 *   <li>{@link #RAW}: as it comes, or in the lengths asked for
 *   <li>{@link #LINE}: in lines, each with its newline; a line longer than the buffer comes in
 *       parts
 * </ul>
 *
 * <p>OTP: {@code {packet, raw | line}}
 */
public enum Packet {
  RAW,
  LINE
}
