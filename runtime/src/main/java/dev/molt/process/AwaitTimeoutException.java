package dev.molt.process;

/** What {@link Process#await} waited for had not come by its deadline. */
public final class AwaitTimeoutException extends RuntimeException {
  AwaitTimeoutException() {
    super("not done by the deadline");
  }
}
