package dev.molt.process;

import dev.molt.term.DownMessage;
import dev.molt.term.Ref;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One monitor: held by the watched process and, if a process set it up, by that one. */
final class Monitor {
  final Ref ref;

  /** The pid, or the name by which it was set up. */
  final Object target;

  /** Who is told; null: the consumer is. */
  final @Nullable ProcessCell watcher;

  private final @Nullable Consumer<DownMessage> consumer;

  // Guarded by the watched process's lock: it was doomed already, as good as not there.
  boolean late;

  // Written by the watcher when it sets the monitor up, read by it and by who replies to its alias.
  volatile @Nullable ProcessCell watched;

  Monitor(Ref ref, Object target, ProcessCell watcher) {
    this.ref = ref;
    this.target = target;
    this.watcher = watcher;
    this.consumer = null;
  }

  Monitor(Ref ref, Object target, Consumer<DownMessage> consumer) {
    this.ref = ref;
    this.target = target;
    this.watcher = null;
    this.consumer = consumer;
  }

  void tellConsumer(DownMessage message, Processes node) {
    if (consumer == null) return;
    try {
      consumer.accept(message);
    } catch (RuntimeException | Error fault) {
      node.fault("a watcher of " + target + " failed", fault);
    }
  }
}
