package dev.molt.node;

import java.time.Duration;

/**
 * Decides how many spare carriers a node asks for. Pure: knows neither clock nor thread.
 *
 * <p>It asks for four at first and for twice as many more each time that these were not enough: a
 * hundred busy processes must not take a hundred rounds. A spare is given back when two carriers at
 * least have been idle for {@link #CALM}: one idle carrier is the one that the busy ones leave to
 * the others.
 */
final class SpareRules {
  /** Nobody of those who wait was taken up for so long: all carriers are stuck in one task. */
  static final Duration PATIENCE = Duration.ofMillis(10);

  /** For so long there must have been carriers to spare before one is given back. */
  static final Duration CALM = Duration.ofMillis(500);

  private static final int FIRST_STEP = 4;

  private final int mostSpares;

  // the watch's thread only
  private int spares;
  private int step = FIRST_STEP;
  private Duration calmFor = Duration.ZERO;

  SpareRules(int mostSpares) {
    this.mostSpares = mostSpares;
  }

  int spares() {
    return spares;
  }

  /** Whether no more spares may be asked for. */
  boolean spent() {
    return spares == mostSpares;
  }

  /** The canary did not run: returns the spares to ask for now. */
  int starved() {
    calmFor = Duration.ZERO;
    spares = Math.min(mostSpares, spares + step);
    step = Math.min(step * 2, mostSpares);
    return spares;
  }

  /** Nobody starves, as seen after {@code passed}: returns the spares to ask for now. */
  int calm(int parallelism, int mounted, Duration passed) {
    var toSpare = parallelism - mounted >= 2;
    calmFor = toSpare ? calmFor.plus(passed) : Duration.ZERO;
    if (spares > 0 && calmFor.compareTo(CALM) >= 0) {
      spares--;
      step = FIRST_STEP;
      calmFor = Duration.ZERO;
    }
    return spares;
  }
}
