package dev.molt.cli;

import dev.molt.config.ConfigFile;
import dev.molt.config.ConfigResult;
import dev.molt.config.EventsTarget;
import dev.molt.config.MoltConfig;
import dev.molt.config.StartPolicy;
import dev.molt.daemon.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "run",
    customSynopsis = "molt run DIR [--events FILE|-] [--config FILE] [--start MODULE...]",
    description = {
      "Start a node with the modules of a directory and their processes, watch their sources, and"
          + " swap what is saved.",
      "Runs until it is stopped with 'molt stop' or Ctrl-C."
    },
    footer = {
      "",
      "Examples:",
      "  molt run sample-modules",
      "  molt run sample-modules --start E3 Counter",
      "  molt run . --events - --config my.conf"
    })
final class RunCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  // Set by the parser, once.
  @Parameters(
      paramLabel = "DIR",
      description = "Holds the sources of the modules, in src/main/java if there is such a folder.")
  private Path directory = Path.of("");

  @Option(
      names = "--events",
      paramLabel = "FILE|-",
      description =
          "Write one JSON object a line for each event to this file, or to standard output.")
  private @Nullable String events;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The settings. Without it: DIR/molt.conf if there is one, else the installation's"
              + " config/molt.conf.")
  private @Nullable Path config;

  @Option(
      names = "--start",
      paramLabel = "MODULE",
      arity = "1..*",
      split = ",",
      description = "Call start() of these modules, and of no others.")
  private List<String> start = new ArrayList<>();

  RunCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var watched = surroundings.directory().resolve(directory);
    if (!Files.isDirectory(watched)) return complain(watched + " is not a directory");
    var given = config == null ? null : surroundings.directory().resolve(config);
    return switch (ConfigFile.load(given, watched, surroundings.home())) {
      case ConfigResult.Faulty(var faults) -> {
        faults.forEach(fault -> surroundings.err().println("molt: " + fault));
        yield ExitCode.USAGE;
      }
      case ConfigResult.Loaded(var loaded, var file) -> {
        try {
          yield surroundings
              .runner()
              .run(
                  new RunOptions(watched.toRealPath(), wanted(loaded), file),
                  surroundings.out(),
                  surroundings.err());
        } catch (IOException e) {
          yield complain(watched + ": " + e);
        }
      }
    };
  }

  private MoltConfig wanted(MoltConfig loaded) {
    var wanted = loaded;
    if (events != null)
      wanted = wanted.withEvents(EventsTarget.parse(events, surroundings.directory()));
    if (!start.isEmpty()) wanted = wanted.withStart(new StartPolicy.These(start));
    return wanted;
  }

  private int complain(String why) {
    surroundings.err().println("molt: " + why);
    return ExitCode.USAGE;
  }
}
