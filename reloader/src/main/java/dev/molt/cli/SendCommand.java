package dev.molt.cli;

import dev.molt.control.ControlRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "send",
    description = {
      "Send a message to the process that is registered under a name.",
      "A message that looks like a Java literal is one: 42, 4.2, true, '\"42\"'. Everything else is a"
          + " string."
    },
    footer = {"", "Examples:", "  molt send e3 code_switch", "  molt send counter 5"})
final class SendCommand extends AskCommand {
  // Set by the parser, once.
  @Parameters(index = "0", paramLabel = "NAME", description = "A registered name.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "MESSAGE", description = "What to send.")
  private String message = "";

  SendCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  ControlRequest request() {
    return new ControlRequest.Send(name, message);
  }
}
