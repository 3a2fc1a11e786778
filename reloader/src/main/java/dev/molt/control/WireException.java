package dev.molt.control;

import java.io.IOException;

/** The other end broke the rules of the wire; the message says how. */
final class WireException extends IOException {
  private static final long serialVersionUID = 1;

  private final String complaint;

  WireException(String complaint) {
    super(complaint);
    this.complaint = complaint;
  }

  /** The message, which this exception always has. */
  String complaint() {
    return complaint;
  }
}
