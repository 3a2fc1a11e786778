package dev.molt.code;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * What a version's switch asks of whoever runs into it: the tie to the room {@code process}, and
 * where a test puts something else.
 */
interface Passage {
  /** Throws in a process with a pending exit, with manners; does nothing in any other thread. */
  void exitIfDoomed();

  /** Whether the current thread runs a process of a node. */
  boolean inProcess();

  /**
   * Waits without holding a carrier and without taking a message; ends early, by a throw, in a
   * process that is to die. An interrupt neither ends the wait nor is lost.
   *
   * @return whether the stage was completed in time
   */
  boolean await(CompletionStage<?> stage, Duration atMost);
}
