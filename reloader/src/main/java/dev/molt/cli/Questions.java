package dev.molt.cli;

import dev.molt.control.ControlRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The commands that change nothing, each with {@code --json}. */
final class Questions {
  private Questions() {}

  abstract static class Question extends AskCommand {
    // Set by the parser, once.
    @Mixin private final JsonOption json = new JsonOption();

    Question(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    boolean json() {
      return json.wanted();
    }
  }

  @Command(
      name = "ps",
      description = "List the processes.",
      footer = {
        "",
        "Examples:",
        "  molt ps",
        "  molt ps --json | jq '.[] | select(.mailbox > 100)'"
      })
  static final class Ps extends Question {
    Ps(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    ControlRequest request() {
      return new ControlRequest.Ps();
    }
  }

  @Command(
      name = "modules",
      description = "List the modules with their current and old versions.",
      footer = {"", "Examples:", "  molt modules", "  molt modules --json"})
  static final class Modules extends Question {
    Modules(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    ControlRequest request() {
      return new ControlRequest.Modules();
    }
  }

  @Command(
      name = "check",
      description = {
        "Say who would be killed if the module were swapped now, and who would be on old code"
            + " after that.",
        "Nothing is changed."
      },
      footer = {
        "",
        "Examples:",
        "  molt check E3",
        "  molt check chat.Room --json | jq '.killedNow | length'"
      })
  static final class Check extends Question {
    @Parameters(paramLabel = "MODULE", description = "Its binary class name, as chat.Room.")
    private String module = "";

    Check(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    ControlRequest request() {
      return new ControlRequest.Check(module);
    }
  }

  @Command(
      name = "status",
      description = "Say what the daemon watches, how it does, and what it has done.",
      footer = {"", "Examples:", "  molt status", "  molt status --dir sample-modules --json"})
  static final class Status extends Question {
    Status(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    ControlRequest request() {
      return new ControlRequest.Status();
    }
  }
}
