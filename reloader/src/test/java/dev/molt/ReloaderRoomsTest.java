package dev.molt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.rooms.RoomCheck;
import dev.molt.rooms.RoomTable;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The plan of the upper floor, which stands on the runtime: imports go one way here too. */
final class ReloaderRoomsTest {
  /** The reloader's rooms, from the ground up. */
  private static final RoomTable RELOADER =
      RoomTable.parse(
              "dev.molt",
              """
              source: code
              watch: source
              compile: source code
              plan: source watch compile code term process
              swap: source plan code sys term process
              report: source watch compile plan swap code sys term process
              control:
              config: source
              daemon: source watch compile plan swap report control config node code sys term process
              cli: source watch compile plan swap report control config daemon node code term process
              """)
          .above(RoomsTest.RUNTIME);

  @Test
  void the_reloader_keeps_to_its_table() throws Exception {
    var tests = ReloaderRoomsTest.class.getProtectionDomain().getCodeSource().getLocation();
    var classes = Path.of(tests.toURI()).resolveSibling("classes");

    assertThat(RoomCheck.complaints(classes, RELOADER)).isEmpty();
  }
}
