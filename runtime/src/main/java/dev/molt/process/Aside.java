package dev.molt.process;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Closes resources for those who must not wait. Platform threads, which busy processes cannot
 * starve; they end by themselves when there is nothing to close.
 */
final class Aside {
  private final Processes node;
  private final ThreadPoolExecutor threads;

  Aside(Processes node) {
    this.node = node;
    this.threads =
        new ThreadPoolExecutor(
            2,
            2,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name(node.label("close"), 0).factory());
    threads.allowCoreThreadTimeOut(true);
  }

  void close(AutoCloseable resource) {
    threads.execute(
        () -> {
          try {
            resource.close();
          } catch (Exception | Error fault) {
            node.fault("what a doomed process waits for could not be closed", fault);
          }
        });
  }
}
