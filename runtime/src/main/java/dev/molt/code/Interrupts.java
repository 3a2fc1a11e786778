package dev.molt.code;

import java.util.Set;

/**
 * Whether an interrupt may end what a thread of the JDK waits in, told from its stack. Pure.
 *
 * <p>Not if it does not wait; not in a wait that an interrupt does not end, for it would stay set
 * and hit what comes after; not in a class initialiser, which it would spoil; and never with a file
 * channel on the stack, which it would close for all who share it.
 */
final class Interrupts {
  private static final Set<String> DEAF =
      Set.of(
          "java.util.concurrent.locks.ReentrantLock.lock",
          "java.util.concurrent.locks.ReentrantReadWriteLock$ReadLock.lock",
          "java.util.concurrent.locks.ReentrantReadWriteLock$WriteLock.lock",
          "java.util.concurrent.locks.StampedLock.readLock",
          "java.util.concurrent.locks.StampedLock.writeLock",
          "java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject"
              + ".awaitUninterruptibly",
          "java.util.concurrent.locks.AbstractQueuedLongSynchronizer$ConditionObject"
              + ".awaitUninterruptibly",
          "java.util.concurrent.Semaphore.acquireUninterruptibly",
          "java.util.concurrent.CompletableFuture.join",
          "java.util.concurrent.ForkJoinTask.join",
          "java.util.concurrent.ForkJoinTask.quietlyJoin",
          "java.util.concurrent.Phaser.awaitAdvance");

  private Interrupts() {}

  /**
   * @param trace innermost frame first
   */
  static boolean help(StackTraceElement[] trace, Thread.State state) {
    if (state != Thread.State.WAITING && state != Thread.State.TIMED_WAITING) return false;
    if (trace.length == 0) return false;
    var inJdk = true;
    for (var frame : trace) {
      if (frame.getMethodName().equals("<clinit>") || isFileChannel(frame)) return false;
      inJdk &= frame.getClassLoaderName() == null;
      if (inJdk && DEAF.contains(frame.getClassName() + "." + frame.getMethodName())) return false;
    }
    return true;
  }

  private static boolean isFileChannel(StackTraceElement frame) {
    var name = frame.getClassName();
    return name.endsWith("FileChannelImpl") || name.equals("java.nio.channels.FileChannel");
  }
}
