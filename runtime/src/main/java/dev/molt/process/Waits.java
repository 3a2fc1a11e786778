package dev.molt.process;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Waits of a process that are no receive: for something the runtime does, for a call of the JDK.
 */
final class Waits {
  private Waits() {}

  static <T extends @Nullable Object> T await(CompletionStage<T> stage, Deadline until) {
    return await(stage, until, "the runtime");
  }

  /** See {@link Process#await}. */
  static <T extends @Nullable Object> T await(
      CompletionStage<T> stage, Deadline until, Object waitsFor) {
    ProcessCell self = ProcessCell.currentOrNull();
    CompletableFuture<T> future = stage.toCompletableFuture();
    if (self == null) return awaitOutside(future, until);
    if (!future.isDone()) {
      CompletableFuture<?> ended =
          future.handle(
              (value, error) -> {
                self.wake();
                return true;
              });
      try {
        while (true) {
          Signals.heed(self, true);
          self.woken = false;
          if (future.isDone()) break;
          if (until.expired()) throw new AwaitTimeoutException();
          self.rest(waitsFor, until, false);
        }
      } finally {
        ended.cancel(false);
      }
    }
    Signals.heed(self, true);
    return result(future);
  }

  private static <T extends @Nullable Object> T awaitOutside(
      CompletableFuture<T> future, Deadline until) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          if (until.finite()) future.get(until.remainingNanos(), TimeUnit.NANOSECONDS);
          else future.get();
          return result(future);
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          return result(future);
        } catch (TimeoutException e) {
          throw new AwaitTimeoutException();
        }
      }
    } finally {
      if (interrupted) Thread.currentThread().interrupt();
    }
  }

  private static <T extends @Nullable Object> T result(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException failed) {
      switch (failed.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw failed;
      }
    }
  }

  /** See {@link Process#blocking}. */
  static <T extends @Nullable Object> T blocking(String what, AutoCloseable wake, Callable<T> call)
      throws Exception {
    ProcessCell self = ProcessCell.current();
    Signals.heed(self, true);
    BlockingCall blocking = new BlockingCall(what, wake);
    self.blocking = blocking;
    try {
      // Either who sends a signal sees the call, or the signal is seen here.
      Signals.heed(self, true);
      return call.call();
    } finally {
      self.blocking = null;
      Signals.heed(self, true);
    }
  }
}
