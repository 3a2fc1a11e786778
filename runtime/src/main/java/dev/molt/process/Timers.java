package dev.molt.process;

import dev.molt.term.Pid;
import dev.molt.term.Ref;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Messages that are sent later. On a platform thread of the node, which busy processes cannot
 * starve. Who takes a timer out of the table, the clock or who cancels it, decides whether it is
 * sent.
 */
final class Timers {
  private final Processes node;
  private final ScheduledThreadPoolExecutor clock;
  private final ConcurrentHashMap<Ref, Timer> running = new ConcurrentHashMap<>();

  private static final class Timer {
    final Object destination;
    final Object message;
    final Deadline due;

    // Set once, by who started it.
    volatile @Nullable Future<?> future;

    Timer(Object destination, Object message, Deadline due) {
      this.destination = destination;
      this.message = message;
      this.due = due;
    }
  }

  Timers(Processes node) {
    this.node = node;
    this.clock =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name(node.label("timers")).factory());
    clock.setRemoveOnCancelPolicy(true);
  }

  void start(Ref ref, Duration after, Object destination, Object message) {
    Timer timer = new Timer(destination, message, Deadline.in(after));
    running.put(ref, timer);
    if (!timer.due.finite()) return;
    timer.future =
        clock.schedule(() -> fire(ref, timer), timer.due.remainingNanos(), TimeUnit.NANOSECONDS);
  }

  private void fire(Ref ref, Timer timer) {
    if (!running.remove(ref, timer)) return;
    switch (timer.destination) {
      case Pid pid -> node.send(pid, timer.message);
      case String name -> {
        Pid pid = node.whereis(name);
        if (pid != null) node.send(pid, timer.message);
      }
      default -> throw new IllegalStateException("a timer's destination: " + timer.destination);
    }
  }

  /** What was left, or null if it has been sent, cancelled, or its process is dead. */
  @Nullable Duration cancel(Ref ref) {
    Timer timer = running.remove(ref);
    if (timer == null) return null;
    Future<?> future = timer.future;
    if (future != null) future.cancel(false);
    return left(timer);
  }

  @Nullable Duration read(Ref ref) {
    Timer timer = running.get(ref);
    return timer == null ? null : left(timer);
  }

  private @Nullable Duration left(Timer timer) {
    if (timer.destination instanceof Pid pid && !node.isAlive(pid)) return null;
    return Duration.ofNanos(timer.due.remainingNanos());
  }

  void close() {
    clock.shutdownNow();
    running.clear();
  }
}
