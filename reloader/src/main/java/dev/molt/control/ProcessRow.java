package dev.molt.control;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code molt ps}; the components are the contract of its {@code --json}.
 *
 * @param pid as {@code <0.88.0>}
 * @param name the registered name
 * @param module the module whose code the process is in, or was started in
 * @param version the number of that module's version
 * @param state a few words: running, waiting for a message, ...
 * @param mailbox messages in the mailbox
 * @param frame the innermost frame of a module, as {@code E3.loop(E3.java:12)}
 */
public record ProcessRow(
    String pid,
    @Nullable String name,
    @Nullable String module,
    @Nullable Integer version,
    String state,
    int mailbox,
    @Nullable String frame) {
  public ProcessRow {
    Objects.requireNonNull(pid, "pid");
    Objects.requireNonNull(state, "state");
  }
}
