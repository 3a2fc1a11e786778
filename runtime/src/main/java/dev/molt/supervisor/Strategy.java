package dev.molt.supervisor;

/**
 * Who is restarted along with a child that has ended.
 *
 * <p>OTP: {@code supervisor:strategy()}
 */
public enum Strategy {
  /** Only that child. */
  ONE_FOR_ONE,
  /** All children: the others are shut down first. */
  ONE_FOR_ALL,
  /** That child and those started after it. */
  REST_FOR_ONE,
  /** Only that child; all children come from one specification, and are started on request. */
  SIMPLE_ONE_FOR_ONE
}
