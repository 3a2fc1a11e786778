package dev.molt.watch;

import dev.molt.source.SourceRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The link between a root and the system's events: set up, lost, set up anew; polling in between,
 * with the reason. One thread's, but for the signals that the events put into the queue.
 */
final class Connection {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  /** While polling for want of events, they are asked for again after so many looks. */
  private static final int RETRY_LOOKS = 20;

  /** That often it is looked whether the root is still the same folder. */
  private static final Duration IDENTITY_CHECK = Duration.ofSeconds(1);

  /** A watch that ends sooner than this is not set up anew at once. */
  private static final Duration SHORT_LIFE = Duration.ofMillis(500);

  // Set once.
  private final SourceRoot root;
  private final WatchSettings settings;
  private final NativeEvents.Opener opener;
  private final LinkedBlockingQueue<Signal> signals;
  private final StatusBoard board;

  // Owner: the thread of the loop. The tree stays as it was while the root is gone.
  private @Nullable SourceTree tree;
  private @Nullable Object rootKey;
  private @Nullable VersionControl versionControl;
  private @Nullable AutoCloseable events;
  private @Nullable String whyPolling;
  private int watch;
  private long openedNanos;
  private long retryNanos;
  private int missed;

  Connection(
      SourceRoot root,
      WatchSettings settings,
      NativeEvents.Opener opener,
      LinkedBlockingQueue<Signal> signals,
      StatusBoard board) {
    this.root = root;
    this.settings = settings;
    this.opener = opener;
    this.signals = signals;
    this.board = board;
  }

  /**
   * @throws IOException the root is not there
   */
  void begin() throws IOException {
    root.realBase();
    connect();
  }

  /** The tree, at the place where the root was last seen. */
  SourceTree tree() {
    if (tree == null) throw new IllegalStateException("not begun");
    return tree;
  }

  QuietPeriod.Hold hold() {
    return versionControl == null ? QuietPeriod.Hold.NONE : versionControl.hold();
  }

  boolean isLive() {
    return events != null;
  }

  Duration tickInterval(boolean links) {
    return isLive() && !links ? IDENTITY_CHECK : settings.pollInterval();
  }

  /** The events of a watch are over; returns whether that concerns the present one. */
  boolean reconnect(int ended, String why) {
    if (ended != watch || events == null) return false;
    LOG.info("The watch of {} is set up anew: {}", this, why);
    if (System.nanoTime() - openedNanos < SHORT_LIFE.toNanos()) poll(why);
    else connect();
    return true;
  }

  /** Looks after the watch; returns whether it was set up anew, so that all must be compared. */
  boolean check() {
    if (isSameRoot()) {
      if (isLive() || settings.polling() || System.nanoTime() - retryNanos < 0) return false;
      connect();
      return isLive();
    }
    connect();
    return true;
  }

  private boolean isSameRoot() {
    try {
      var base = root.realBase();
      return base.equals(tree().base()) && String.valueOf(rootKey).equals(keyOf(base));
    } catch (IOException e) {
      // Gone. While it is, the poll reason stands and there is nothing to set up.
      if (isLive() || whyPolling == null || !whyPolling.startsWith(GONE)) poll(gone());
      return true;
    }
  }

  private static final String GONE = "the watched folder is gone";

  private String gone() {
    rootKey = null;
    return GONE + "; it is looked for at " + root.base();
  }

  private static String keyOf(Path base) throws IOException {
    return String.valueOf(Files.readAttributes(base, BasicFileAttributes.class).fileKey());
  }

  private void connect() {
    closeEvents();
    try {
      var base = root.realBase();
      tree = new SourceTree(base, settings);
      rootKey = keyOf(base);
      versionControl = VersionControl.of(base);
      if (settings.polling()) poll("the settings want it");
      else open(tree);
    } catch (IOException e) {
      poll(gone());
    }
  }

  private void open(SourceTree opened) {
    var base = opened.base();
    var number = ++watch;
    try {
      events =
          opener.open(
              base, folder -> opened.enters(base.relativize(folder)), new Sink(number, base));
      openedNanos = System.nanoTime();
      whyPolling = null;
    } catch (IOException | RuntimeException e) {
      poll(WatchLimits.explain(e));
    }
  }

  private void poll(String why) {
    closeEvents();
    whyPolling = why;
    retryNanos = System.nanoTime() + settings.pollInterval().multipliedBy(RETRY_LOOKS).toNanos();
    compared(0);
  }

  private void closeEvents() {
    var open = events;
    events = null;
    if (open == null) return;
    try {
      open.close();
    } catch (Exception e) {
      LOG.warn("The events of {} could not be closed: {}", this, e.toString());
    }
  }

  /** The tree is being compared for a reason that a person should know. */
  void comparing(String why) {
    if (isLive()) board.set(new WatchStatus.Rescanning(Instant.now(), why));
  }

  /** The tree was compared: what can be promised from here on. */
  void compared(int missedNow) {
    missed += missedNow;
    board.set(
        whyPolling == null
            ? new WatchStatus.Live(Instant.now(), missed)
            : new WatchStatus.Polling(Instant.now(), whyPolling));
  }

  void end(String why) {
    closeEvents();
    board.set(new WatchStatus.Dead(Instant.now(), why));
  }

  @Override
  public String toString() {
    return root.toString();
  }

  /** Hands events to the loop. Any thread. */
  private final class Sink implements NativeEvents.Sink {
    private final int number;
    private final Path base;

    Sink(int number, Path base) {
      this.number = number;
      this.base = base;
    }

    @Override
    public void look(Path path) {
      if (path.startsWith(base)) signals.add(new Signal.Look(base.relativize(path), Instant.now()));
    }

    @Override
    public void lost(String why) {
      signals.add(new Signal.Lost(why));
    }

    @Override
    public void ended(String why) {
      signals.add(new Signal.Ended(number, why));
    }
  }
}
