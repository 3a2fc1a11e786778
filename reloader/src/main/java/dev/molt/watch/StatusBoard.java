package dev.molt.watch;

import java.time.Instant;
import java.util.function.Consumer;

/** Where the watcher's status is read by anybody, and written by the thread that watches. */
final class StatusBoard {
  private final Consumer<WatchStatus> listener;
  private volatile WatchStatus status = new WatchStatus.Rescanning(Instant.now(), "it begins");

  StatusBoard(Consumer<WatchStatus> listener) {
    this.listener = listener;
  }

  WatchStatus status() {
    return status;
  }

  /** Sets it, and tells of it if it says something else than before. */
  void set(WatchStatus now) {
    var before = status;
    if (before.getClass() == now.getClass() && before.toString().equals(now.toString())) return;
    status = now;
    listener.accept(now);
  }
}
