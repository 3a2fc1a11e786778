package dev.molt.cli;

/** How a command tells a script how it went. */
final class ExitCode {
  static final int DONE = 0;

  /** The daemon refused, failed, or is not there. */
  static final int REFUSED = 1;

  /** The command line is wrong, a settings file is, or the machine lacks something. */
  static final int USAGE = 2;

  private ExitCode() {}
}
