package dev.molt.control;

import java.time.Duration;

/**
 * What one client may take from the others.
 *
 * @param connections open at once; a newcomer beyond them takes the place of the one that has kept
 *     the server waiting longest
 * @param working requests that are worked on at once, {@code status} and {@code stop} not counted
 * @param requestBytes longest request
 * @param replyBytes longest reply a client takes
 * @param arrival from a request's first byte to its last
 * @param idle without a byte, between requests too
 * @param stall without progress while a reply is written
 */
record ControlLimits(
    int connections,
    int working,
    int requestBytes,
    int replyBytes,
    Duration arrival,
    Duration idle,
    Duration stall) {
  /**
   * 32 terminals at once are more than anybody has; 16 of them may wait for their calls. A call's
   * arguments fit into 64 KiB; a million processes are about 150 MB.
   */
  static final ControlLimits DEFAULT =
      new ControlLimits(
          32,
          16,
          64 << 10,
          512 << 20,
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10));

  ControlLimits {
    if (working >= connections) throw new IllegalArgumentException("no place left for a newcomer");
  }
}
