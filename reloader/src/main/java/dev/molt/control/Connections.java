package dev.molt.control;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clients that are connected, and the one thread each of them has.
 *
 * <p>There is always a place for a newcomer: it takes that of the connection that has kept the
 * server waiting longest for a whole request. Such a one exists, since fewer requests are worked on
 * at once than there are places.
 */
final class Connections implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
  private static final long THREAD_KEPT_S = 5;

  private final Path place;
  private final ControlHandler handler;
  private final ControlLimits limits;
  private final Semaphore working;
  private final AtomicLong threads = new AtomicLong();
  private final ExecutorService pool;

  // Guarded by this.
  private final List<Connection> open = new ArrayList<>();
  private boolean closed;

  Connections(Path place, ControlHandler handler, ControlLimits limits) {
    this.place = place;
    this.handler = handler;
    this.limits = limits;
    this.working = new Semaphore(limits.working());
    // Connections are counted here, not by the pool: one whose place was taken needs a moment to
    // end.
    this.pool =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            THREAD_KEPT_S,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work ->
                Thread.ofPlatform()
                    .daemon()
                    .name("molt-control-" + threads.incrementAndGet())
                    .unstarted(work));
  }

  /** Owns the channel from here on. The acceptor's thread only. */
  void admit(SocketChannel channel) {
    Wire wire;
    try {
      wire = new Wire(channel);
    } catch (IOException e) {
      LOG.warn("a command could not be let in", e);
      return;
    }
    var connection = new Connection(wire, place, handler, limits, working);
    synchronized (this) {
      if (closed) {
        connection.cut();
        return;
      }
      if (open.size() >= limits.connections()) makeRoom();
      open.add(connection);
      pool.execute(() -> run(connection));
    }
  }

  private void makeRoom() {
    open.stream()
        .filter(Connection::isWaiting)
        .min(Comparator.comparingLong(Connection::waitingSince))
        .ifPresent(
            longest -> {
              open.remove(longest);
              longest.cut();
            });
  }

  private void run(Connection connection) {
    try {
      connection.serve();
    } finally {
      synchronized (this) {
        open.remove(connection);
      }
    }
  }

  /** Cuts all; those that are writing a reply may finish it. */
  @Override
  public void close() {
    List<Connection> rest;
    synchronized (this) {
      closed = true;
      rest = List.copyOf(open);
    }
    rest.forEach(Connection::end);
    pool.shutdown();
  }
}
