package dev.molt.process;

import java.util.concurrent.atomic.AtomicBoolean;

/** A call into the JDK that holds a process until somebody closes what it waits for. */
final class BlockingCall {
  final String what;
  final long sinceMillis = System.currentTimeMillis();
  private final AutoCloseable wake;
  private final AtomicBoolean woken = new AtomicBoolean();

  BlockingCall(String what, AutoCloseable wake) {
    this.what = what;
    this.wake = wake;
  }

  /** Ends the call, on a thread that may wait. The second time it does nothing. */
  void end(Processes node) {
    if (!woken.compareAndSet(false, true)) return;
    node.closeAside(wake);
  }
}
