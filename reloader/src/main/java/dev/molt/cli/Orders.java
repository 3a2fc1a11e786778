package dev.molt.cli;

import dev.molt.control.ControlRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The code server's commands, each for one module. */
final class Orders {
  private Orders() {}

  abstract static class Order extends AskCommand {
    // Set by the parser, once.
    @Parameters(paramLabel = "MODULE", description = "Its binary class name, as chat.Room.")
    private String module = "";

    Order(Surroundings surroundings) {
      super(surroundings);
    }

    String module() {
      return module;
    }
  }

  @Command(
      name = "load",
      description = {
        "Load a module from the module path: current becomes old, what is loaded becomes current.",
        "Kills nobody; refused as not_purged while there is an old version."
      },
      footer = {"", "Examples:", "  molt load E3", "  molt purge E3 && molt load E3"})
  static final class Load extends Order {
    Load(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    ControlRequest request() {
      return new ControlRequest.Load(module());
    }
  }

  @Command(
      name = "purge",
      description = {
        "Drop the old version of a module, and kill every process that runs it.",
        "'molt check' says beforehand who that is."
      },
      footer = {"", "Examples:", "  molt purge E3", "  molt purge E3 --json"})
  static final class Purge extends Order {
    // Set by the parser, once.
    @Mixin private final JsonOption json = new JsonOption();

    Purge(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    ControlRequest request() {
      return new ControlRequest.Purge(module());
    }

    @Override
    boolean json() {
      return json.wanted();
    }
  }

  @Command(
      name = "soft-purge",
      description =
          "Drop the old version of a module unless a process runs it; kills nobody, and says who is"
              + " in the way.",
      footer = {"", "Examples:", "  molt soft-purge E3"})
  static final class SoftPurge extends Order {
    SoftPurge(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    ControlRequest request() {
      return new ControlRequest.SoftPurge(module());
    }
  }

  @Command(
      name = "delete",
      description =
          "Make the current version of a module the old one, without a new one. Refused while there"
              + " is an old version.",
      footer = {"", "Examples:", "  molt delete E3", "  molt delete E3 && molt purge E3"})
  static final class Delete extends Order {
    Delete(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    ControlRequest request() {
      return new ControlRequest.Delete(module());
    }
  }
}
