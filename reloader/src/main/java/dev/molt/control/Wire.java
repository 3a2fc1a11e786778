package dev.molt.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One end of a connection: lines in, lines out, each with a limit in bytes and in time. A blocking
 * Unix domain channel knows no time-out, so the channel is non-blocking and a selector of its own
 * waits.
 *
 * <p>One thread reads and writes; any thread may close, which ends a wait with an {@link
 * IOException}.
 */
final class Wire implements AutoCloseable {
  private static final int CHUNK = 8 << 10;
  private static final Duration AGAIN_AFTER = Duration.ofMillis(2);

  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;

  // The reading thread's own.
  private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK).flip();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /** Owns the channel from here on, also when it throws. */
  Wire(SocketChannel channel) throws IOException {
    this.channel = channel;
    try {
      channel.configureBlocking(false);
      selector = Selector.open();
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    try {
      key = channel.register(selector, 0);
    } catch (IOException e) {
      selector.close();
      channel.close();
      throw e;
    }
  }

  /**
   * Connects.
   *
   * @param patience how long to try again while the daemon's queue is full
   * @throws ConnectException when nobody listens
   */
  static Wire connect(Path socket, Duration patience) throws IOException {
    var deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        return connect(socket);
      } catch (ConnectException e) {
        throw e;
      } catch (IOException e) {
        if (!Files.exists(socket) || System.nanoTime() - deadline >= 0) throw e;
      }
      LockSupport.parkNanos(AGAIN_AFTER.toNanos());
    }
  }

  /** Without waiting: a connection that blocks until the queue has room could block for ever. */
  private static Wire connect(Path socket) throws IOException {
    var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.configureBlocking(false);
      if (!channel.connect(UnixDomainSocketAddress.of(socket)))
        throw new IOException("the connection did not come about at once");
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return new Wire(channel);
  }

  SocketChannel channel() {
    return channel;
  }

  /**
   * The next line without its end.
   *
   * @param idle how long to wait for its first byte
   * @param arrival how long to wait from there to its end
   * @return null when the other end has closed between two lines
   * @throws WireException what the other end did wrong: too long, too slow, cut off, not UTF-8
   * @throws IOException when the connection broke or was closed by another thread
   */
  @Nullable String readLine(int maxBytes, Duration idle, Duration arrival) throws IOException {
    line.reset();
    var deadline = System.nanoTime() + idle.toNanos();
    var begun = false;
    while (true) {
      if (takeLine(maxBytes)) return text();
      if (line.size() > 0 && !begun) {
        begun = true;
        deadline = System.nanoTime() + arrival.toNanos();
      }
      buffer.clear();
      var count = channel.read(buffer);
      buffer.flip();
      if (count < 0) {
        if (line.size() == 0) return null;
        throw new WireException("the line was cut off");
      }
      if (count == 0)
        await(SelectionKey.OP_READ, deadline, begun ? "the line took too long" : "idle");
    }
  }

  /** Moves bytes from the buffer to the line; true when the line is whole. */
  private boolean takeLine(int maxBytes) throws WireException {
    while (buffer.hasRemaining()) {
      var b = buffer.get();
      if (b == '\n') return true;
      if (line.size() >= maxBytes)
        throw new WireException("a line is longer than " + maxBytes + " bytes");
      line.write(b);
    }
    return false;
  }

  private String text() throws WireException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(line.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new WireException("the line is not UTF-8");
    }
  }

  /**
   * Writes a line and its end.
   *
   * @param stall how long the other end may take nothing
   * @throws WireException when it took nothing for that long
   * @throws IOException when the connection broke or was closed by another thread
   */
  void writeLine(String text, Duration stall) throws IOException {
    var bytes = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      if (channel.write(bytes) == 0)
        await(SelectionKey.OP_WRITE, System.nanoTime() + stall.toNanos(), "the reply was not read");
    }
  }

  private void await(int operation, long deadline, String complaint) throws IOException {
    var millis = (deadline - System.nanoTime()) / 1_000_000;
    if (millis <= 0) throw new WireException(complaint);
    try {
      key.interestOps(operation);
      selector.select(ignored -> {}, millis);
    } catch (ClosedSelectorException | CancelledKeyException e) {
      throw new IOException("closed", e);
    }
    if (Thread.currentThread().isInterrupted()) throw new IOException("interrupted");
  }

  /** From any thread. */
  @Override
  public void close() throws IOException {
    try (selector) {
      channel.close();
    }
  }
}
