package dev.molt.watch;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Hands batches from the thread that watches to the one that acts. What is not taken in time is
 * joined with what comes, so nothing queues up behind a slow compile.
 */
final class Outbox {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by the lock.
  private @Nullable ChangeSet ready;
  private boolean waiting;
  private boolean closed;
  private long lastHeardNanos = System.nanoTime();

  void offer(ChangeSet set) {
    locked(
        () -> {
          ready = ready == null ? set : ready.then(set).orElse(null);
          waiting = false;
        });
  }

  /**
   * Something was heard of a source.
   *
   * @param pending changes are being held
   */
  void heard(boolean pending) {
    locked(
        () -> {
          waiting = pending;
          lastHeardNanos = System.nanoTime();
        });
  }

  void close() {
    locked(() -> closed = true);
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next batch, waiting for it that long.
   *
   * @return empty when there was none in that time, or there will be none any more
   */
  Optional<ChangeSet> poll(Duration patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      var nanos = patience.toNanos();
      while (ready == null && !closed && nanos > 0) nanos = changed.awaitNanos(nanos);
      return takeReady();
    } finally {
      lock.unlock();
    }
  }

  /** The next batch, or none once nothing has been heard for that long and nothing is held. */
  Optional<ChangeSet> pollUntilQuiet(Duration quiet) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (ready == null && !closed) {
        var left = quiet.toNanos() - (System.nanoTime() - lastHeardNanos);
        if (left <= 0 && !waiting) break;
        if (waiting) changed.await(1, TimeUnit.SECONDS);
        else changed.awaitNanos(left);
      }
      return takeReady();
    } finally {
      lock.unlock();
    }
  }

  private Optional<ChangeSet> takeReady() {
    var taken = Optional.ofNullable(ready);
    ready = null;
    return taken;
  }
}
