package dev.molt.process;

/**
 * How a receive with a time-out ended.
 *
 * <ul>
 *   <li>{@link Received}: with what the matcher made of a message, which is out of the mailbox
 *   <li>{@link TimedOut}: no message that matched came in time
 * </ul>
 */
public sealed interface ReceiveResult<T> {
  record Received<T>(T value) implements ReceiveResult<T> {}

  record TimedOut<T>() implements ReceiveResult<T> {}
}
