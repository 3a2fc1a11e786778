package dev.molt.control;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client: request, reply, request, reply, until it leaves, breaks a rule, or is cut.
 *
 * <p>Served by one thread; cut and ended by any.
 */
final class Connection {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  private final Wire wire;
  private final Path place;
  private final ControlHandler handler;
  private final ControlLimits limits;
  private final Semaphore working;

  // Guarded by this.
  private boolean waiting = true;
  private long waitingSince = System.nanoTime();
  private boolean ended;

  Connection(
      Wire wire, Path place, ControlHandler handler, ControlLimits limits, Semaphore working) {
    this.wire = wire;
    this.place = place;
    this.handler = handler;
    this.limits = limits;
    this.working = working;
  }

  /** Whether it holds its place without a whole request. */
  synchronized boolean isWaiting() {
    return waiting;
  }

  /** In {@link System#nanoTime}; differences only. */
  synchronized long waitingSince() {
    return waitingSince;
  }

  /** Breaks the connection at once. */
  void cut() {
    try {
      wire.close();
    } catch (IOException e) {
      LOG.debug("a connection did not close", e);
    }
  }

  /** Breaks the connection, after the reply that is on its way if there is one. */
  void end() {
    synchronized (this) {
      ended = true;
      if (!waiting) return;
    }
    cut();
  }

  void serve() {
    try (wire) {
      PeerCredentials.verify(wire.channel(), place);
      while (serveOne()) {}
    } catch (WireException e) {
      LOG.debug("a command broke the rules: {}", e.complaint());
    } catch (IOException e) {
      LOG.debug("a command left", e);
    }
  }

  /** False when the connection is over. */
  private boolean serveOne() throws IOException {
    String line;
    try {
      line = wire.readLine(limits.requestBytes(), limits.idle(), limits.arrival());
    } catch (WireException e) {
      reply(new ControlReply.Refused("bad_request", e.complaint()));
      return false;
    }
    if (line == null) return false;
    return switch (ControlCodec.request(line)) {
      case ControlCodec.Decoded.Garbage<ControlRequest>(var why) -> {
        reply(new ControlReply.Refused("bad_request", why));
        yield false;
      }
      case ControlCodec.Decoded.Frame<ControlRequest>(var request) -> {
        if (!work()) yield false;
        reply(answer(request));
        yield rest();
      }
    };
  }

  private synchronized boolean work() {
    waiting = false;
    return !ended;
  }

  private synchronized boolean rest() {
    waiting = true;
    waitingSince = System.nanoTime();
    return !ended;
  }

  private void reply(ControlReply reply) throws IOException {
    wire.writeLine(ControlCodec.line(reply), limits.stall());
  }

  private ControlReply answer(ControlRequest request) {
    var counted =
        !(request instanceof ControlRequest.Status || request instanceof ControlRequest.Stop);
    if (counted && !working.tryAcquire())
      return new ControlReply.Refused(
          "busy", "the daemon is at work on " + limits.working() + " other commands");
    try {
      return handler.handle(request);
    } catch (RuntimeException | Error e) {
      LOG.error("the command {} failed", request, e);
      return new ControlReply.Failed("the daemon failed: " + e);
    } finally {
      if (counted) working.release();
    }
  }
}
