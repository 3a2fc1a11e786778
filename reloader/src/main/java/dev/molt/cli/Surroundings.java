package dev.molt.cli;

import dev.molt.control.ControlPlaces;
import dev.molt.daemon.RunOptions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What a command knows of the world.
 *
 * @param directory the current directory
 * @param home where Molt is installed, null if it was not started by its launcher
 * @param runner what {@code molt run} ends in
 */
record Surroundings(
    Path directory,
    @Nullable Path home,
    ControlPlaces places,
    Runner runner,
    InstantSource clock,
    PrintStream out,
    PrintStream err) {

  /** Runs a daemon until it is stopped; the exit code. */
  @FunctionalInterface
  interface Runner {
    int run(RunOptions options, PrintStream out, PrintStream err);
  }
}
