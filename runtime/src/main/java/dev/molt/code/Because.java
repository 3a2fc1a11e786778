package dev.molt.code;

import dev.molt.term.Pid;

/**
 * Why a process dies of a purge.
 *
 * <ul>
 *   <li>{@link OldCode}: a frame of the old version is on its stack
 *   <li>{@link LinkOf}: it is linked to one that dies, and does not trap exits
 *   <li>{@link Supervisor}: its supervisor ends it because another child died
 * </ul>
 */
public sealed interface Because {
  record OldCode() implements Because {
    @Override
    public String toString() {
      return "old-code";
    }
  }

  record LinkOf(Pid pid) implements Because {
    @Override
    public String toString() {
      return "link of " + pid;
    }
  }

  record Supervisor(Pid pid) implements Because {
    @Override
    public String toString() {
      return "supervisor " + pid;
    }
  }
}
