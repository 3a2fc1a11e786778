package dev.molt.control;

/**
 * What the daemon does with a request.
 *
 * <p>Called on the control server's platform threads, several at a time. A handler may take its
 * time, but must come to an end by itself: nothing interrupts it. {@link ControlRequest.Stop} and
 * {@link ControlRequest.Status} are asked when all else is busy too, so they must answer at once; a
 * stop is begun by the handler and done on a thread of the daemon's own.
 */
@FunctionalInterface
public interface ControlHandler {
  /**
   * @return the answer. What is thrown instead is logged with its stack, and the client is told
   *     {@link ControlReply.Failed}
   */
  ControlReply handle(ControlRequest request);
}
