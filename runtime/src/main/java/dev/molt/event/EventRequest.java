package dev.molt.event;

import dev.molt.term.Pid;
import org.jspecify.annotations.Nullable;

/** What an event manager can be asked. */
public sealed interface EventRequest {
  record SyncNotify(Object event) implements EventRequest {}

  record Call(HandlerId handler, Object query) implements EventRequest {}

  /**
   * @param supervisor the process to which the handler belongs, or null
   */
  record Add(HandlerId handler, @Nullable Object args, @Nullable Pid supervisor)
      implements EventRequest {}

  record Delete(HandlerId handler, @Nullable Object args) implements EventRequest {}

  record Swap(
      HandlerId old,
      @Nullable Object last,
      HandlerId next,
      @Nullable Object args,
      @Nullable Pid supervisor)
      implements EventRequest {}

  record WhichHandlers() implements EventRequest {}
}
