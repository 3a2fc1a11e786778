package dev.molt.sys;

import dev.molt.term.Pid;

/**
 * Whom a request is for.
 *
 * <p>OTP: {@code gen_server:server_ref()}
 */
public sealed interface Destination {
  static Destination of(Pid pid) {
    return new ByPid(pid);
  }

  static Destination of(String name) {
    return new ByName(name);
  }

  record ByPid(Pid pid) implements Destination {
    @Override
    public String toString() {
      return pid.toString();
    }
  }

  /** Whoever bears the name when the request is made. */
  record ByName(String name) implements Destination {
    @Override
    public String toString() {
      return name;
    }
  }
}
