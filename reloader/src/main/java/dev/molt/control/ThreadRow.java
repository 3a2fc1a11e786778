package dev.molt.control;

import java.util.List;
import java.util.Objects;

/**
 * A thread that runs a module's code and cannot be killed.
 *
 * @param stack its frames, the innermost first
 */
public record ThreadRow(String thread, List<String> stack) {
  public ThreadRow {
    Objects.requireNonNull(thread, "thread");
    stack = List.copyOf(stack);
  }
}
