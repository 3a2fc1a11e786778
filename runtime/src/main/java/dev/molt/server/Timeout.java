package dev.molt.server;

/**
 * What {@code handleInfo} receives when no message came within the time that the last callback
 * gave.
 *
 * <p>OTP: the message {@code timeout}
 */
public enum Timeout {
  TIMEOUT
}
