package dev.molt.watch;

import dev.molt.source.SourceFile;
import dev.molt.source.SourceRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop that hears signals, looks, and lets changes go: a platform thread of its own. Longer
 * than usual, because looking, comparing and releasing share what is known of the tree.
 */
final class WatchLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(WatchLoop.class);
  private static final Path WHOLE_TREE = Path.of("");

  /** An event may be under way for what was written less than this ago. */
  private static final Duration EVENT_DELAY = Duration.ofSeconds(1);

  // Set once.
  private final WatchSettings settings;
  private final QuietPeriod quietPeriod;
  private final Connection connection;
  private final LinkedBlockingQueue<Signal> signals;
  private final Outbox outbox;

  // Owner: the thread of the loop.
  private final Snapshot known = new Snapshot();
  private final PendingChanges pending = new PendingChanges();
  private Set<Path> links = Set.of();
  private final Set<SourceFile> closed = new HashSet<>();
  private long nextTickNanos;
  private long nextRescanNanos;
  private boolean stopped;

  WatchLoop(
      SourceRoot root,
      WatchSettings settings,
      NativeEvents.Opener opener,
      LinkedBlockingQueue<Signal> signals,
      Outbox outbox,
      StatusBoard status) {
    this.settings = settings;
    this.quietPeriod = new QuietPeriod(settings);
    this.signals = signals;
    this.outbox = outbox;
    this.connection = new Connection(root, settings, opener, signals, status);
  }

  /**
   * Sets up the watch and compares the tree for the first time; all that is there goes out at once.
   *
   * @throws IOException the root is not there or cannot be listed
   */
  void begin() throws IOException {
    connection.begin();
    compare(WHOLE_TREE, Instant.now(), ChangeSet.Cause.START);
    connection.compared(0);
    planRescan();
    release();
  }

  @Override
  public void run() {
    var why = "closed";
    try {
      while (!stopped) step();
    } catch (InterruptedException e) {
      why = "interrupted";
    } catch (RuntimeException | Error e) {
      LOG.error("The watch of {} ended", connection, e);
      why = e.toString();
    } finally {
      connection.end(why);
      outbox.close();
    }
  }

  private void step() throws InterruptedException {
    var wait = Math.min(settle(), nextTickNanos - System.nanoTime());
    var heard = new ArrayList<Signal>();
    var first = signals.poll(Math.max(wait, 0), TimeUnit.NANOSECONDS);
    if (first != null) heard.add(first);
    signals.drainTo(heard);
    hear(heard);
    if (System.nanoTime() - nextTickNanos >= 0) tick();
  }

  private void hear(List<Signal> heard) {
    var looks = new LinkedHashMap<Path, Instant>();
    for (var signal : heard) {
      switch (signal) {
        case Signal.Look(var path, var at) -> looks.putIfAbsent(path, at);
        case Signal.Lost(var why) -> recompare(why);
        case Signal.Ended(var watch, var why) -> {
          if (connection.reconnect(watch, why)) recompare(why);
        }
        case Signal.Stop() -> stopped = true;
      }
    }
    if (!stopped) look(looks);
  }

  /** Folders first: whatever is in them needs no look of its own. */
  private void look(Map<Path, Instant> looks) {
    if (looks.isEmpty()) return;
    var tree = connection.tree();
    var folders = new ArrayList<Path>();
    looks.forEach(
        (path, at) -> {
          if (tree.source(path).isPresent() || !tree.enters(path)) return;
          if (folders.stream().anyMatch(path::startsWith)) return;
          folders.add(path);
          compare(path, at, ChangeSet.Cause.SAVE);
        });
    looks.forEach(
        (path, at) -> {
          if (folders.stream().noneMatch(path::startsWith))
            tree.source(path).ifPresent(file -> lookAfterEvent(file, at));
        });
    outbox.heard(!pending.isEmpty());
  }

  private void lookAfterEvent(SourceFile file, Instant at) {
    if (!look(file, at, ChangeSet.Cause.SAVE)) pending.heard(file, System.nanoTime());
  }

  /** Reads one file, and adds the change that it finds; says whether there was one. */
  private boolean look(SourceFile file, Instant at, ChangeSet.Cause cause) {
    var now = System.nanoTime();
    return switch (connection.tree().look(file)) {
      case SourceTree.Look.Found(var content, var stat, var readAt, var torn) -> {
        closed.remove(file);
        var change = known.read(content, stat, at, readAt);
        change.ifPresent(found -> pending.add(found, torn, cause, now));
        yield change.isPresent();
      }
      case SourceTree.Look.Absent() -> {
        closed.remove(file);
        var change = known.gone(file, at);
        change.ifPresent(found -> pending.add(found, false, cause, now));
        yield change.isPresent();
      }
      case SourceTree.Look.Closed(var why) -> {
        if (closed.add(file)) LOG.warn("{} cannot be read: {}", file, why);
        yield false;
      }
    };
  }

  /** Compares a part of the tree with what is known; returns how many files were another. */
  private int compare(Path part, Instant at, ChangeSet.Cause cause) {
    try {
      var listing = connection.tree().list(part);
      if (part.equals(WHOLE_TREE)) links = listing.links();
      var changed = 0;
      for (var entry : listing.files().entrySet())
        if (known.mayDiffer(entry.getKey(), entry.getValue()) && look(entry.getKey(), at, cause))
          changed++;
      for (var file : known.below(SourceTree.folderName(part)))
        if (!listing.files().containsKey(file) && !listing.isClosed(file) && look(file, at, cause))
          changed++;
      return changed;
    } catch (IOException e) {
      LOG.warn("{} cannot be listed: {}", connection, e.toString());
      return 0;
    }
  }

  private void recompare(String why) {
    connection.comparing(why);
    compare(WHOLE_TREE, Instant.now(), ChangeSet.Cause.RESCAN);
    connection.compared(0);
    planRescan();
    outbox.heard(!pending.isEmpty());
  }

  /** What no event tells of: the root itself, targets of links, files that were closed to us. */
  private void tick() {
    nextTickNanos = System.nanoTime() + connection.tickInterval(!links.isEmpty()).toNanos();
    if (connection.check()) {
      recompare("the watch was set up anew");
    } else if (!connection.isLive()) {
      compare(WHOLE_TREE, Instant.now(), ChangeSet.Cause.SAVE);
    } else if (System.nanoTime() - nextRescanNanos >= 0) {
      rescan();
    } else {
      for (var link : List.copyOf(links)) lookThrough(link);
      for (var file : List.copyOf(closed)) look(file, Instant.now(), ChangeSet.Cause.SAVE);
    }
    outbox.heard(!pending.isEmpty());
  }

  private void lookThrough(Path link) {
    var source = connection.tree().source(link);
    if (source.isEmpty()) compare(link, Instant.now(), ChangeSet.Cause.SAVE);
    else if (connection.tree().mayDiffer(source.get(), known))
      look(source.get(), Instant.now(), ChangeSet.Cause.SAVE);
  }

  /** The comparison that ought to find nothing. */
  private void rescan() {
    var now = Instant.now();
    var before = pending.size();
    compare(WHOLE_TREE, now, ChangeSet.Cause.RESCAN);
    var missed = before > 0 ? 0 : pending.writtenBefore(now.minus(EVENT_DELAY));
    connection.compared(missed);
    planRescan();
  }

  private void planRescan() {
    nextRescanNanos = System.nanoTime() + settings.rescanInterval().toNanos();
  }

  /** Lets go what may go; returns for how long nothing needs to be done, in nanoseconds. */
  private long settle() {
    if (pending.isEmpty()) return Long.MAX_VALUE;
    var wait = verdict();
    if (wait > 0) return wait;
    if (!pending.doubtful().isEmpty()) {
      lookAgain();
      if (pending.isEmpty()) return Long.MAX_VALUE;
      wait = verdict();
      if (wait > 0) return wait;
    }
    release();
    return Long.MAX_VALUE;
  }

  private long verdict() {
    return switch (quietPeriod.decide(pending.view(connection.hold(), System.nanoTime()))) {
      case QuietPeriod.Verdict.Go() -> 0;
      case QuietPeriod.Verdict.Wait(var most) -> most.toNanos();
    };
  }

  private void lookAgain() {
    for (var file : pending.doubtful())
      if (!look(file, Instant.now(), ChangeSet.Cause.SAVE)) pending.trust(file);
  }

  private void release() {
    pending.release(Instant.now()).ifPresent(outbox::offer);
  }
}
