package dev.molt.watch;

import dev.molt.source.SourceRoot;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * Watches the sources of a root and hands out what changed, in batches, without ever losing an
 * edit. One thread takes the batches; any thread may ask for the status or close it.
 *
 * <p>It watches first and compares then, so what is edited while it is set up is not missed. The
 * first batch is all that is there.
 */
public final class SourceWatcher implements AutoCloseable {
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  private final LinkedBlockingQueue<Signal> signals;
  private final Outbox outbox;
  private final StatusBoard board;
  private final Thread thread;

  private SourceWatcher(
      LinkedBlockingQueue<Signal> signals, Outbox outbox, StatusBoard board, WatchLoop loop) {
    this.signals = signals;
    this.outbox = outbox;
    this.board = board;
    this.thread = Thread.ofPlatform().daemon().name("molt-watch").start(loop);
  }

  /**
   * Sets up the watch and lists the tree; when it returns, nothing that changes is missed, and what
   * is there can be had by {@code poll(Duration.ZERO)} (nothing, if there is no source).
   *
   * @param listener told of each new status, on the thread that watches; must not block
   * @throws IOException the root is not there
   */
  public static SourceWatcher open(
      SourceRoot root, WatchSettings settings, Consumer<WatchStatus> listener) throws IOException {
    return open(root, settings, listener, NativeEvents::open);
  }

  static SourceWatcher open(
      SourceRoot root,
      WatchSettings settings,
      Consumer<WatchStatus> listener,
      NativeEvents.Opener opener)
      throws IOException {
    var signals = new LinkedBlockingQueue<Signal>();
    var outbox = new Outbox();
    var board = new StatusBoard(listener);
    var loop = new WatchLoop(root, settings, opener, signals, outbox, board);
    loop.begin();
    return new SourceWatcher(signals, outbox, board, loop);
  }

  /**
   * The next batch, waiting for it that long. What came while the last one was being worked on is
   * one batch.
   *
   * @return empty when there was none in that time, or when the watcher is closed or dead
   */
  public Optional<ChangeSet> poll(Duration patience) throws InterruptedException {
    return outbox.poll(patience);
  }

  /**
   * Waits until the sources are quiet: what was taken is then whole, and a failure to compile it is
   * not one of a half-written file.
   *
   * @param quiet nothing was heard of any source for that long, and no change is being held
   * @return empty when it is quiet; else the changes that came, to be joined with what was taken
   */
  public Optional<ChangeSet> pollUntilQuiet(Duration quiet) throws InterruptedException {
    return outbox.pollUntilQuiet(quiet);
  }

  /** What it can promise at the moment. */
  public WatchStatus status() {
    return board.status();
  }

  /** Ends the watch; returns when its thread has ended. */
  @Override
  public void close() {
    signals.add(new Signal.Stop());
    try {
      if (!thread.join(CLOSE_PATIENCE)) thread.interrupt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
