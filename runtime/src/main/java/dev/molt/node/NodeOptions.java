package dev.molt.node;

import dev.molt.code.CodeSettings;
import java.time.Duration;

/**
 * How a node is to be.
 *
 * @param code what its code server is told
 * @param mostSpareCarriers how many carriers may be added when busy processes hold them all; 0:
 *     none
 * @param closing how long {@link Node#close()} takes at the most
 */
public record NodeOptions(CodeSettings code, int mostSpareCarriers, Duration closing) {
  /** A carrier costs a platform thread's stack; more busy processes than this are a mistake. */
  private static final int MOST_SPARE_CARRIERS = 64;

  public static final NodeOptions DEFAULT =
      new NodeOptions(CodeSettings.DEFAULT, MOST_SPARE_CARRIERS, Duration.ofSeconds(5));

  public NodeOptions {
    if (mostSpareCarriers < 0) {
      throw new IllegalArgumentException("fewer than no spare carriers: " + mostSpareCarriers);
    }
  }

  public NodeOptions withCode(CodeSettings settings) {
    return new NodeOptions(settings, mostSpareCarriers, closing);
  }

  public NodeOptions withMostSpareCarriers(int carriers) {
    return new NodeOptions(code, carriers, closing);
  }

  public NodeOptions withClosing(Duration patience) {
    return new NodeOptions(code, mostSpareCarriers, patience);
  }
}
