package dev.molt.code;

import java.time.Duration;

/**
 * What a code server can be told.
 *
 * @param initialiserLimit how long a static initialiser that does more than make constants may run
 *     before those who wait for it get an error
 * @param purge how a hard purge goes about it where nobody says otherwise
 */
public record CodeSettings(Duration initialiserLimit, PurgeOptions purge) {
  /** An initialiser that opens files and sockets has to get through on a loaded machine. */
  public static final CodeSettings DEFAULT =
      new CodeSettings(Duration.ofSeconds(10), PurgeOptions.DEFAULT);
}
