package dev.molt.cli;

import dev.molt.control.DaemonFinder;
import dev.molt.control.FindResult;
import dev.molt.control.RunningDaemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --dir}, and which daemon is meant with it or without it. */
final class DaemonOption {
  // Set by the parser, once.
  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "The watched directory, or one inside it. Without it: the current directory; and from"
              + " elsewhere the only daemon that runs.")
  private @Nullable Path directory;

  /**
   * Which daemon.
   *
   * <ul>
   *   <li>{@link Meant}: this one; the note is for people who did not say which, else null
   *   <li>{@link Unclear}: none, or it cannot be told which; with the exit code
   * </ul>
   */
  sealed interface Choice {
    record Meant(RunningDaemon daemon, @Nullable String note) implements Choice {}

    record Unclear(int exitCode, String why) implements Choice {}
  }

  Choice choose(Surroundings surroundings) {
    var start =
        directory == null ? surroundings.directory() : surroundings.directory().resolve(directory);
    if (!Files.isDirectory(start))
      return new Choice.Unclear(ExitCode.USAGE, start + " is not a directory");
    try {
      return choose(start, new DaemonFinder(surroundings.places()).near(start));
    } catch (IOException e) {
      return new Choice.Unclear(ExitCode.USAGE, "cannot look for daemons: " + e);
    }
  }

  private Choice choose(Path start, FindResult found) {
    return switch (found) {
      case FindResult.Found(var daemon) -> new Choice.Meant(daemon, null);
      case FindResult.OnlyOne(var daemon) ->
          directory == null
              ? new Choice.Meant(
                  daemon, "the daemon of " + daemon.directory() + " (pid " + daemon.pid() + ")")
              : new Choice.Unclear(
                  ExitCode.REFUSED, "no molt watches " + start + list(List.of(daemon)));
      case FindResult.NoneRuns() ->
          new Choice.Unclear(ExitCode.REFUSED, "no molt is running; 'molt run DIR' starts one");
      case FindResult.Several(var daemons) ->
          directory == null
              ? new Choice.Unclear(
                  ExitCode.USAGE, "several are running; say which with --dir:" + list(daemons))
              : new Choice.Unclear(ExitCode.REFUSED, "no molt watches " + start + list(daemons));
    };
  }

  private static String list(List<RunningDaemon> daemons) {
    return daemons.stream()
        .map(daemon -> "\n  " + daemon.directory() + "  (pid " + daemon.pid() + ", running)")
        .collect(Collectors.joining());
  }
}
