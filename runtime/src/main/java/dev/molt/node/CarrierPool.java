package dev.molt.node;

import java.time.Duration;

/** The carriers: the platform threads that run virtual threads, as the watch sees them. */
interface CarrierPool {
  /** How many carriers there may be. */
  int parallelism();

  /** How many carriers run a virtual thread at this moment. */
  int mounted();

  /** How many virtual threads wait for a carrier at this moment. */
  long queued();

  /** Lets there be {@code carriers}; more take up work at once, fewer go when they are idle. */
  void parallelism(int carriers);

  /** Starts a virtual thread that does nothing but tell that it got to run. */
  Canary canary();

  /** A virtual thread that only wants to run. */
  interface Canary {
    /** Waits for it to run, for {@code patience} at most; false: it has not run yet. */
    boolean ranWithin(Duration patience) throws InterruptedException;
  }
}
