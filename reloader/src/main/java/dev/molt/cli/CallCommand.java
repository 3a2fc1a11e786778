package dev.molt.cli;

import dev.molt.control.ControlRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "call",
    description = {
      "Call a public static function in a fresh process and print its result.",
      "An argument that looks like a Java literal is one: 42, 42L, 4.2, true, '\"text\"'. Everything"
          + " else is a string, and so is anything that a String parameter is given."
    },
    footer = {
      "",
      "Examples:",
      "  molt call E3 switchCode",
      "  molt call Counter add 5",
      "  molt call --timeout 2m chat.Room post lobby '\"42\"'"
    })
final class CallCommand extends AskCommand {
  private static final Duration OVER_THE_TIMEOUT = Duration.ofSeconds(15);

  // Set by the parser, once.
  @Parameters(index = "0", paramLabel = "MODULE", description = "Its binary class name.")
  private String module = "";

  @Parameters(index = "1", paramLabel = "FUNCTION", description = "A public static method.")
  private String function = "";

  @Parameters(index = "2..*", paramLabel = "ARG", description = "Its arguments.")
  private List<String> arguments = new ArrayList<>();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "30s",
      description =
          "After which the process is killed, as 500ms, 30s, 2m. Default: ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ZERO;

  CallCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  ControlRequest request() {
    return new ControlRequest.Call(module, function, arguments, timeout.toMillis());
  }

  @Override
  Duration patience() {
    return timeout.plus(OVER_THE_TIMEOUT);
  }
}
