package dev.molt.process;

/** A function that belongs to a process was called by a thread that is none. */
public final class NotAProcessException extends IllegalStateException {
  NotAProcessException() {
    super(
        "thread '"
            + Thread.currentThread().getName()
            + "' is no process: Process.* belongs to the code of processes;"
            + " from other threads use the node's Processes");
  }
}
