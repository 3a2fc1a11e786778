package dev.molt.control;

import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemon's ear: listens on the socket of a watched directory and gives what it hears to a
 * {@link ControlHandler}.
 *
 * <p>Any thread may open and close it. Its own threads are platform daemon threads.
 */
public final class ControlServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
  private static final Duration AFTER_ACCEPT_FAILED = Duration.ofMillis(100);

  private final Claim claim;
  private final Connections connections;
  private final Thread acceptor;

  private ControlServer(Claim claim, Connections connections) {
    this.claim = claim;
    this.connections = connections;
    this.acceptor = Thread.ofPlatform().daemon().name("molt-control").unstarted(this::accept);
  }

  /**
   * Claims a watched directory for this process and answers from now on.
   *
   * @param watched the watched directory; must exist
   */
  public static OpenResult open(ControlPlaces places, Path watched, ControlHandler handler) {
    return open(places, watched, handler, ControlLimits.DEFAULT);
  }

  static OpenResult open(
      ControlPlaces places, Path watched, ControlHandler handler, ControlLimits limits) {
    List<String> faults = new ArrayList<>();
    try {
      // In any of the places: the other one may have been started with another environment.
      var other = new DaemonFinder(places).of(watched);
      if (other.isPresent()) return new OpenResult.AlreadyRunning(watched, other);
    } catch (IOException e) {
      return new OpenResult.NotPossible(List.of(watched + ": " + e));
    }
    for (var place : places.directories()) {
      switch (OwnedDirectory.make(place)) {
        case OwnedDirectory.Verdict.NotUsable(var why) -> faults.add(why);
        case OwnedDirectory.Verdict.Absent(var gone) -> faults.add(gone + " does not stay");
        case OwnedDirectory.Verdict.Usable(var usable) -> {
          try {
            return open(usable, watched.toRealPath(), handler, limits);
          } catch (IOException e) {
            faults.add(usable + ": " + e);
          }
        }
      }
    }
    return new OpenResult.NotPossible(faults);
  }

  private static OpenResult open(
      Path place, Path watched, ControlHandler handler, ControlLimits limits) throws IOException {
    var note = new DaemonNote(ProcessHandle.current().pid(), Instant.now(), watched.toString());
    return switch (Claim.take(place, watched, note)) {
      case Claim.Outcome.Taken(var other) ->
          new OpenResult.AlreadyRunning(
              watched, other.map(n -> n.daemon(SocketFiles.of(place, watched).socket())));
      case Claim.Outcome.Claimed(var claim) -> {
        var server = new ControlServer(claim, new Connections(place, handler, limits));
        server.acceptor.start();
        yield new OpenResult.Opened(server);
      }
    };
  }

  /** Where it listens. */
  public Path socket() {
    return claim.socket();
  }

  private void accept() {
    while (true) {
      SocketChannel channel;
      try {
        channel = claim.listener().accept();
      } catch (AsynchronousCloseException e) {
        return;
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        // Out of file handles, most likely: those who hold them will let go.
        LOG.warn("a command could not be let in", e);
        LockSupport.parkNanos(AFTER_ACCEPT_FAILED.toNanos());
        continue;
      }
      connections.admit(channel);
    }
  }

  /**
   * Stops listening, lets the next daemon in and cuts every connection. A reply on its way is
   * written before; a handler that is still at work is not waited for.
   */
  @Override
  public void close() {
    try {
      claim.close();
    } catch (IOException e) {
      LOG.warn("the control socket could not be removed", e);
    }
    connections.close();
  }
}
