package dev.molt.supervisor;

import java.util.List;

/**
 * Which modules a child's process runs, so that an upgrade of one of them finds it.
 *
 * <p>OTP: {@code supervisor:modules()}
 */
public sealed interface Modules {
  Modules DYNAMIC = new Dynamic();

  static Modules of(String... modules) {
    return new Listed(List.of(modules));
  }

  /** These, by their binary class names. */
  record Listed(List<String> modules) implements Modules {}

  /** An event manager: its handlers' modules, asked of the process itself. */
  record Dynamic() implements Modules {}
}
