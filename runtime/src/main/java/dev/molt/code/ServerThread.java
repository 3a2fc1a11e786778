package dev.molt.code;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The platform thread of a code server: does one request after another, in the order in which they
 * came.
 */
final class ServerThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServerThread.class);

  private record Request<T>(CompletableFuture<T> answer, Consumer<CompletableFuture<T>> work)
      implements Runnable {
    @Override
    public void run() {
      try {
        work.accept(answer);
      } catch (RuntimeException | Error fault) {
        answer.completeExceptionally(fault);
      }
    }
  }

  private static final Runnable STOP = () -> {};

  private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
  private final Thread thread;

  /** Guarded by this: nothing is queued after the end. */
  private boolean closed;

  ServerThread(String name) {
    thread = Thread.ofPlatform().daemon().name(name).start(this::loop);
  }

  private void loop() {
    try {
      while (runNext()) {}
    } catch (InterruptedException nobodyDoesThat) {
      Thread.currentThread().interrupt();
    }
  }

  /** One request a frame: while it waits for the next one, the thread holds nothing of the last. */
  private boolean runNext() throws InterruptedException {
    var next = queue.take();
    if (next != STOP) run(next);
    return next != STOP;
  }

  /** A fault in one request is no reason to leave the others unanswered. */
  private static void run(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error fault) {
      LOG.error("a request to the code server failed", fault);
    }
  }

  boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  /**
   * Has work done on the thread; at once if this is the thread.
   *
   * @param work is given the answer to complete, now or later
   * @throws IllegalStateException if the code server is closed
   */
  <T> CompletableFuture<T> ask(Consumer<CompletableFuture<T>> work) {
    var request = new Request<T>(new CompletableFuture<>(), work);
    if (isCurrent()) request.run();
    else if (!tell(request)) throw new IllegalStateException("the code server is closed");
    return request.answer;
  }

  /** Has work done that nobody waits for; false if the code server is closed. */
  synchronized boolean tell(Runnable work) {
    if (closed) return false;
    return queue.add(work);
  }

  /** Has long work done on a platform thread of its own: it would hold the carrier of a process. */
  static <T> CompletableFuture<T> aside(String name, Supplier<T> work) {
    var answer = new CompletableFuture<T>();
    Thread.ofPlatform()
        .daemon()
        .name(name)
        .start(new Request<>(answer, into -> into.complete(work.get())));
    return answer;
  }

  /** Does what was asked for before, then ends. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) return;
      closed = true;
      queue.add(STOP);
    }
  }
}
