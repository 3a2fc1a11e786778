package dev.molt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.rooms.RoomCheck;
import dev.molt.rooms.RoomTable;
import dev.molt.term.Pid;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The house's plan: a package is a concept, and imports go one way. */
public final class RoomsTest {
  /** The runtime's rooms, from the ground up. */
  public static final RoomTable RUNTIME =
      RoomTable.parse(
          "dev.molt",
          """
          term:
          mailbox:
          registry: term
          process: term mailbox registry
          weave:
          types: term
          code: term process weave types
          sys: term process code
          server: term process code sys
          event: term process code sys server
          supervisor: term process code sys server event
          net: term process
          node: term mailbox registry process weave types code sys server event supervisor net
          """);

  @Test
  void the_runtime_keeps_to_its_table() throws Exception {
    var classes = Path.of(Pid.class.getProtectionDomain().getCodeSource().getLocation().toURI());

    assertThat(RoomCheck.complaints(classes, RUNTIME)).isEmpty();
  }
}
