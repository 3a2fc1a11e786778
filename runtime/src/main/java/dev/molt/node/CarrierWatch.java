package dev.molt.node;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that busy processes do not starve the others. Virtual threads are not time-sliced: as
 * many endless loops as there are carriers would hold them all for ever. This watch notices it on a
 * platform thread, and adds spare carriers for as long as they are needed; the operating system
 * shares the cores among carriers.
 *
 * <p>OTP: the time slice of 4,000 reductions
 */
final class CarrierWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CarrierWatch.class);

  /** How often it looks while carriers are idle: seldom, since each look wakes a thread. */
  private static final Duration CALM_TICK = Duration.ofMillis(50);

  /** How often it looks when all carriers were at work a moment ago. */
  private static final Duration ALERT_TICK = Duration.ofMillis(10);

  /** So long it stays alert. */
  private static final Duration ALERT = Duration.ofSeconds(1);

  /** How often it looks at the queue while it waits for a canary. */
  private static final Duration STEP = Duration.ofMillis(1);

  private final CarrierBook book;
  private final String owner;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  // watch thread only
  private final SpareRules rules;
  private boolean saidSpent;

  private CarrierWatch(CarrierBook book, String owner, int mostSpares) {
    this.book = book;
    this.owner = owner;
    this.rules = new SpareRules(mostSpares);
    this.thread = Thread.ofPlatform().daemon().name("molt-carriers-" + owner).unstarted(this::run);
  }

  /** Starts to watch; empty, with a line in the log, where this JDK does not let one watch. */
  static Optional<CarrierWatch> start(Optional<CarrierBook> book, String owner, int mostSpares) {
    if (mostSpares == 0) return Optional.empty();
    if (book.isEmpty()) {
      LOG.warn(
          "This JDK does not let carriers be added (jdk.management's VirtualThreadSchedulerMXBean"
              + " is missing): {} busy processes can starve all others",
          Runtime.getRuntime().availableProcessors());
      return Optional.empty();
    }
    var watch = new CarrierWatch(book.get(), owner, mostSpares);
    watch.thread.start();
    return Optional.of(watch);
  }

  /** Ends the watch and takes its spare carriers back. Any thread. */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    book.demand(this, 0);
  }

  private void run() {
    try {
      var tick = CALM_TICK;
      var alertFor = Duration.ZERO;
      while (!closing.await(tick.toNanos(), TimeUnit.NANOSECONDS)) {
        var allAtWork = look(tick);
        alertFor = allAtWork ? ALERT : alertFor.minus(tick);
        tick = alertFor.isPositive() ? ALERT_TICK : CALM_TICK;
      }
    } catch (InterruptedException interrupted) {
      LOG.error("The watch over the carriers of {} was interrupted, and has ended", owner);
    }
  }

  /** Looks, and adds or takes back spares; whether all carriers were at work. */
  private boolean look(Duration passed) throws InterruptedException {
    var pool = book.pool();
    while (closing.getCount() > 0) {
      var parallelism = pool.parallelism();
      var mounted = pool.mounted();
      var allAtWork = mounted >= parallelism;
      if (!allAtWork || pool.queued() == 0 || !starves(pool)) {
        ask(rules.spares(), rules.calm(parallelism, mounted, passed));
        saidSpent = false;
        return allAtWork;
      }
      if (rules.spent()) {
        sayOnce();
        return true;
      }
      ask(rules.spares(), rules.starved());
    }
    return false;
  }

  /**
   * Whether all carriers are stuck: a canary has not run, and nobody else was taken up either. A
   * long queue alone is no starvation, and spare carriers would only make it longer.
   */
  private static boolean starves(CarrierPool pool) throws InterruptedException {
    var canary = pool.canary();
    var waiting = pool.queued();
    var stuck = Duration.ZERO;
    while (stuck.compareTo(SpareRules.PATIENCE) < 0) {
      if (canary.ranWithin(STEP)) return false;
      var now = pool.queued();
      stuck = now < waiting ? Duration.ZERO : stuck.plus(STEP);
      waiting = now;
    }
    return true;
  }

  private void ask(int before, int spares) {
    if (spares == before) return;
    book.demand(this, spares);
    if (before == 0) {
      LOG.info("Busy processes hold all carriers of {}: adding spare ones", owner);
    } else if (spares == 0) {
      LOG.info("The carriers of {} are free again: all spare ones given back", owner);
    } else {
      LOG.debug("Spare carriers of {}: {} -> {}", owner, before, spares);
    }
  }

  private void sayOnce() {
    if (saidSpent) return;
    saidSpent = true;
    LOG.warn(
        "Busy processes hold all {} carriers, and no more may be added: other processes wait",
        book.pool().parallelism());
  }
}
