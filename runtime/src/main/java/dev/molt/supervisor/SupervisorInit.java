package dev.molt.supervisor;

import java.util.List;

/**
 * How the {@code init} of a supervisor's module ends.
 *
 * <p>OTP: the result of {@code supervisor:init/1}
 */
public sealed interface SupervisorInit {

  /** OTP: {@code {ok, {SupFlags, ChildSpecs}}}. */
  record Ok(SupervisorFlags flags, List<ChildSpec> children) implements SupervisorInit {
    public Ok {
      children = List.copyOf(children);
    }
  }

  /** The supervisor does not start, and that is no error. OTP: {@code ignore}. */
  record Ignore() implements SupervisorInit {}

  static SupervisorInit ok(SupervisorFlags flags, ChildSpec... children) {
    return new Ok(flags, List.of(children));
  }

  static SupervisorInit ok(SupervisorFlags flags, List<ChildSpec> children) {
    return new Ok(flags, children);
  }

  static SupervisorInit ignore() {
    return new Ignore();
  }
}
