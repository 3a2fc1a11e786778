package dev.molt.cli;

import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** {@code molt} and its commands. */
@Command(
    name = "molt",
    description = "Reload Java modules in a running node: save a file, and its processes live on.",
    versionProvider = Molt.Version.class,
    footer = {
      "",
      "Examples:",
      "  molt run sample-modules      in one terminal; then, in another",
      "  molt ps                      who runs what",
      "  molt check E3                who would be killed by the next save",
      "",
      "'molt COMMAND --help' says more. Exit codes: 0 done, 1 refused or failed, 2 usage or"
          + " environment."
    })
final class Molt {
  private Molt() {}

  static int execute(Surroundings surroundings, String... args) {
    var commandLine = commandLine(surroundings);
    if (args.length == 0) {
      commandLine.usage(surroundings.err());
      return ExitCode.USAGE;
    }
    return commandLine.execute(args);
  }

  static CommandLine commandLine(Surroundings surroundings) {
    var molt = new CommandLine(new Molt());
    molt.addSubcommand(new RunCommand(surroundings))
        .addSubcommand(new Questions.Ps(surroundings))
        .addSubcommand(new Questions.Modules(surroundings))
        .addSubcommand(new Questions.Check(surroundings))
        .addSubcommand(new Orders.Load(surroundings))
        .addSubcommand(new Orders.Purge(surroundings))
        .addSubcommand(new Orders.SoftPurge(surroundings))
        .addSubcommand(new Orders.Delete(surroundings))
        .addSubcommand(words(new CommandLine(new CallCommand(surroundings))))
        .addSubcommand(words(new CommandLine(new SendCommand(surroundings))))
        .addSubcommand(new Questions.Status(surroundings))
        .addSubcommand(new StopCommand(surroundings));
    molt.registerConverter(Duration.class, new Times());
    // A word that begins with @ is an argument, not a file of arguments.
    molt.setExpandAtFiles(false);
    molt.setParameterExceptionHandler(Molt::complain);
    molt.setOut(new PrintWriter(surroundings.out(), true));
    molt.setErr(new PrintWriter(surroundings.err(), true));
    molt.getCommandSpec().mixinStandardHelpOptions(true);
    molt.getSubcommands().values().forEach(each -> each.getCommandSpec().addMixin("help", help()));
    return molt;
  }

  /** What is wrong, in a line or two; the whole help would hide it. */
  private static int complain(CommandLine.ParameterException wrong, String[] args) {
    var command = wrong.getCommandLine();
    var err = command.getErr();
    err.println("molt: " + wrong.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
    err.println("'" + command.getCommandSpec().qualifiedName() + " --help' says more");
    return ExitCode.USAGE;
  }

  /** -5 is a number to be sent, not an option. */
  private static CommandLine words(CommandLine command) {
    return command.setUnmatchedOptionsArePositionalParams(true);
  }

  private static CommandLine.Model.CommandSpec help() {
    return CommandLine.Model.CommandSpec.forAnnotatedObject(new HelpOption());
  }

  /** {@code --help} of a command. */
  static final class HelpOption {
    // Set by the parser, once.
    @CommandLine.Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "Print this help.")
    private boolean wanted;

    boolean wanted() {
      return wanted;
    }
  }

  /** What is built, and what it runs on. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      var built = Molt.class.getPackage().getImplementationVersion();
      return new String[] {
        "molt " + (built == null ? "from class files" : built) + " (JDK " + Runtime.version() + ")"
      };
    }
  }
}
