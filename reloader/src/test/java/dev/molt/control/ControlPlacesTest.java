package dev.molt.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.security.auth.module.UnixSystem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ControlPlacesTest {
  private static final Path TMP = Path.of("/var/tmp");

  @TempDir Path temp;

  private static int bytes(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  @Test
  void the_runtime_directory_of_the_session_comes_first() {
    assertThat(ControlPlaces.of("/run/user/7", TMP, 7).directories())
        .containsExactly(
            Path.of("/run/user/7/molt"), Path.of("/var/tmp/molt-7"), Path.of("/tmp/molt-7"));
  }

  @Test
  void without_one_there_is_a_directory_of_the_users_own_in_the_temporary_directory() {
    assertThat(ControlPlaces.of(null, TMP, 7).directories())
        .containsSequence(Path.of("/var/tmp/molt-7"), Path.of("/tmp/molt-7"));
    assertThat(ControlPlaces.of("relative", TMP, 7)).isEqualTo(ControlPlaces.of(null, TMP, 7));
  }

  @Test
  void a_socket_path_is_below_108_bytes_however_long_the_paths_are() {
    var deep = Path.of("/" + "ü".repeat(300));
    var places = ControlPlaces.of("/" + "x".repeat(90), deep, Long.MAX_VALUE);

    assertThat(places.directories())
        .isNotEmpty()
        .doesNotContain(Path.of("/" + "x".repeat(90), "molt"));
    for (var place : places.directories()) {
      var files = SocketFiles.of(place, deep);
      assertThat(bytes(files.socket())).isLessThan(108);
      assertThat(files.socket().getParent()).isEqualTo(place);
    }
  }

  @Test
  void two_directories_have_two_sockets() {
    assertThat(SocketFiles.of(TMP, Path.of("/a")).socket())
        .isEqualTo(SocketFiles.of(TMP, Path.of("/a")).socket())
        .isNotEqualTo(SocketFiles.of(TMP, Path.of("/b")).socket());
  }

  @Test
  void a_directory_is_made_so_that_only_its_owner_can_enter() throws Exception {
    var place = temp.resolve("molt");

    assertThat(OwnedDirectory.make(place)).isEqualTo(new OwnedDirectory.Verdict.Usable(place));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place)))
        .isEqualTo("rwx------");
    assertThat(OwnedDirectory.make(place)).isEqualTo(new OwnedDirectory.Verdict.Usable(place));
  }

  @Test
  void a_directory_that_others_can_enter_is_not_used() throws Exception {
    var place = Files.createDirectory(temp.resolve("molt"));
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx--x---"));

    assertThat(OwnedDirectory.make(place))
        .isInstanceOfSatisfying(
            OwnedDirectory.Verdict.NotUsable.class,
            it -> assertThat(it.why()).contains("open to others", "chmod 700"));
  }

  @Test
  void a_link_to_a_directory_is_not_followed() throws Exception {
    var real = temp.resolve("real");
    OwnedDirectory.make(real);
    var link = Files.createSymbolicLink(temp.resolve("molt"), real);

    assertThat(OwnedDirectory.look(link)).isInstanceOf(OwnedDirectory.Verdict.NotUsable.class);
    assertThat(OwnedDirectory.make(link)).isInstanceOf(OwnedDirectory.Verdict.NotUsable.class);
  }

  @Test
  void another_users_directory_is_not_used() throws Exception {
    // Root may give a directory away; whoever is not root has one of root's.
    var anothers = Path.of("/");
    if (new UnixSystem().getUid() == 0) {
      anothers = temp.resolve("given");
      OwnedDirectory.make(anothers);
      Files.setAttribute(anothers, "unix:uid", 12_345);
    }

    assertThat(OwnedDirectory.look(anothers))
        .isInstanceOfSatisfying(
            OwnedDirectory.Verdict.NotUsable.class,
            it -> assertThat(it.why()).contains("not to this user"));
  }
}
