package dev.molt.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The judge is judged: a guard that rejects nothing guards nothing. */
final class RoomCheckTest {
  private static final Path FIXTURES = Path.of("src/test/fixtures/rooms");
  private static final RoomTable TABLE =
      RoomTable.parse(
          "house",
          """
          cellar:
          kitchen: cellar
          hall: kitchen
          """);

  @TempDir Path classes;

  @Test
  void a_tidy_house_passes() throws IOException {
    assertThat(check("tidy", TABLE)).isEmpty();
  }

  @Test
  void a_package_missing_from_the_table_is_named() throws IOException {
    assertThat(check("tangled", TABLE)).contains("package house.attic is not in the table");
  }

  @Test
  void a_cycle_is_named() throws IOException {
    assertThat(check("tangled", TABLE))
        .contains("rooms import in a cycle: cellar -> kitchen -> cellar");
  }

  @Test
  void a_cycle_is_named_even_if_each_of_its_imports_is_allowed() throws IOException {
    var lenient =
        RoomTable.parse(
            "house",
            """
            attic:
            cellar: kitchen
            kitchen: cellar
            hall: cellar kitchen
            """);

    assertThat(check("tangled", lenient))
        .containsExactly(
            "the table allows a cycle: cellar -> kitchen -> cellar",
            "rooms import in a cycle: cellar -> kitchen -> cellar");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Called", "Described", "Generic", "InArray", "Lambda"})
  void an_import_that_the_table_does_not_allow_is_named(String way) throws IOException {
    assertThat(check("tangled", TABLE))
        .contains("hall may not import cellar: house.hall." + way + " names house.cellar.Wine");
  }

  @Test
  void an_annotation_is_an_import() throws IOException {
    assertThat(check("tangled", TABLE))
        .contains("hall may not import cellar: house.hall.Annotated names house.cellar.Label");
  }

  @Test
  void a_check_that_saw_no_classes_fails() throws IOException {
    var nowhere = classes.resolve("nowhere");

    assertThat(RoomCheck.complaints(classes, TABLE))
        .containsExactly("saw no classes below " + classes);
    assertThat(RoomCheck.complaints(nowhere, TABLE))
        .containsExactly("saw no classes below " + nowhere);
  }

  @Test
  void a_class_outside_of_the_root_is_named() throws IOException {
    var elsewhere = RoomTable.parse("palace", "cellar:");

    assertThat(check("tidy", elsewhere))
        .contains("house.cellar.Wine is outside of palace", "saw no classes below " + classes);
  }

  @Test
  void rooms_of_a_house_below_may_be_imported_and_not_added_to() throws IOException {
    var ground = RoomTable.parse("house", "cellar:");
    var upper = RoomTable.parse("house", "kitchen: cellar\nhall: kitchen").above(ground);

    assertThat(check("tidy", upper)).containsExactly("package house.cellar is not in the table");
    assertThat(RoomTable.parse("house", "cellar:").above(ground).complaints())
        .containsExactly("the table has cellar, a room of the house below");
  }

  @Test
  void a_table_that_names_an_unknown_room_is_rejected() {
    assertThat(RoomTable.parse("house", "hall: kitchne").complaints())
        .isEqualTo(List.of("the table lets hall import kitchne, a room unknown"));
    assertThatThrownBy(() -> RoomTable.parse("house", "hall kitchen"))
        .hasMessage("no colon in: hall kitchen");
    assertThatThrownBy(() -> RoomTable.parse("house", "hall:\nhall:"))
        .hasMessage("named twice: hall");
  }

  private List<String> check(String fixture, RoomTable table) throws IOException {
    Fixtures.compile(FIXTURES.resolve(fixture), classes);
    return RoomCheck.complaints(classes, table);
  }
}
