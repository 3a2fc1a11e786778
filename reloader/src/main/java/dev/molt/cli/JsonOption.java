package dev.molt.cli;

import picocli.CommandLine.Option;

/** {@code --json}, for every command that prints a table. */
final class JsonOption {
  // Set by the parser, once.
  @Option(names = "--json", description = "Print JSON instead of a table for people.")
  private boolean wanted;

  boolean wanted() {
    return wanted;
  }
}
