package dev.molt.node;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.management.VirtualThreadSchedulerMXBean;

/**
 * The JDK's own scheduler.
 *
 * <p>For maintainers: raising the parallelism does not by itself bring a new carrier into a pool
 * that is stuck. ForkJoinPool looks for one, new or idle, only when a task is pushed onto a queue
 * that appeared empty, or that had to grow; the no-op thread that the bean starts goes onto the
 * queue of the caller, which holds the starved tasks already. So new carriers are asked for from
 * fresh threads, each of which is given a queue of its own as long as there is a free one, and else
 * by pushing until the queue grows (seen: all queues taken, 500 pushes, 11 ms).
 */
final class JdkCarrierPool implements CarrierPool {
  private static final int FRESH_QUEUES = 4;

  /** Above this the starved queue is so long that pushing costs more than waiting. */
  private static final int MOST_PUSHES = 200_000;

  private final VirtualThreadSchedulerMXBean scheduler;

  private JdkCarrierPool(VirtualThreadSchedulerMXBean scheduler) {
    this.scheduler = scheduler;
  }

  /** Empty where the JDK has no such bean, or has one that cannot tell or set what is needed. */
  static Optional<CarrierPool> find() {
    try {
      var bean = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
      if (bean == null || bean.getMountedVirtualThreadCount() < 0) return Optional.empty();
      bean.setParallelism(bean.getParallelism());
      return Optional.of(new JdkCarrierPool(bean));
    } catch (LinkageError | IllegalArgumentException | UnsupportedOperationException missing) {
      return Optional.empty();
    }
  }

  @Override
  public int parallelism() {
    return scheduler.getParallelism();
  }

  @Override
  public int mounted() {
    return scheduler.getMountedVirtualThreadCount();
  }

  @Override
  public long queued() {
    return scheduler.getQueuedVirtualThreadCount();
  }

  @Override
  public void parallelism(int carriers) {
    var raised = carriers > scheduler.getParallelism();
    var mounted = mounted();
    scheduler.setParallelism(carriers);
    if (!raised) return;
    for (var i = 0; i < FRESH_QUEUES && mounted() <= mounted; i++) push(1, mounted);
    if (mounted() <= mounted) push(MOST_PUSHES, mounted);
  }

  @Override
  public Canary canary() {
    var ran = new CountDownLatch(1);
    Thread.ofVirtual().name("molt-canary").start(ran::countDown);
    return patience -> ran.await(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Starts no-op virtual threads from a fresh thread until one more carrier is at work. */
  private void push(int atMost, int mounted) {
    var pusher =
        Thread.ofPlatform()
            .name("molt-carriers-push")
            .daemon()
            .start(
                () -> {
                  for (var i = 0; i < atMost && mounted() <= mounted; i++) {
                    Thread.startVirtualThread(() -> {});
                  }
                });
    try {
      pusher.join();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }
}
