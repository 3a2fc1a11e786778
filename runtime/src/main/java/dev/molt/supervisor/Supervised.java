package dev.molt.supervisor;

import dev.molt.term.Pid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One child as its supervisor knows it at one moment.
 *
 * @param more arguments of the request that started it, under a simple_one_for_one supervisor
 */
record Supervised(ChildSpec spec, ChildState state, List<@Nullable Object> more) {
  Supervised(ChildSpec spec, ChildState state) {
    this(spec, state, List.of());
  }

  Supervised with(ChildState next) {
    return new Supervised(spec, next, more);
  }

  @Nullable Pid pid() {
    return state instanceof ChildState.Running(var pid) ? pid : null;
  }

  boolean isTemporary() {
    return spec.restart() == Restart.TEMPORARY;
  }

  Child shown(@Nullable Object id) {
    return new Child(id, state, spec.type(), spec.modules());
  }
}
