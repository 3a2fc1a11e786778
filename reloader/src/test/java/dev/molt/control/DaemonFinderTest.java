package dev.molt.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DaemonFinderTest {
  @TempDir Path temp;
  private final List<ControlServer> servers = new ArrayList<>();

  private ControlPlaces places() {
    return new ControlPlaces(List.of(temp.resolve("none"), temp.resolve("molt")));
  }

  private Path serve(String name) throws Exception {
    var watched = Files.createDirectories(temp.resolve(name)).toRealPath();
    var inMolt = new ControlPlaces(List.of(temp.resolve("molt")));
    var result = ControlServer.open(inMolt, watched, _ -> new ControlReply.Done(name));
    servers.add(((OpenResult.Opened) result).server());
    return watched;
  }

  @AfterEach
  void close() {
    servers.forEach(ControlServer::close);
  }

  @Test
  void a_command_finds_the_daemon_of_the_directory_or_of_its_nearest_parent() throws Exception {
    var outer = serve("outer");
    var inner = serve("outer/a/inner");
    var deep = Files.createDirectories(inner.resolve("src/main/java"));

    var finder = new DaemonFinder(places());

    assertThat(finder.near(deep))
        .isInstanceOfSatisfying(
            FindResult.Found.class, it -> assertThat(it.daemon().directory()).isEqualTo(inner));
    assertThat(finder.near(outer.resolve("a")))
        .isInstanceOfSatisfying(
            FindResult.Found.class, it -> assertThat(it.daemon().directory()).isEqualTo(outer));
    assertThat(finder.of(outer.resolve("a"))).isEmpty();
    assertThat(finder.all()).extracting(RunningDaemon::directory).containsExactly(outer, inner);
  }

  @Test
  void from_elsewhere_it_finds_the_only_one_there_is_or_all_to_choose_from() throws Exception {
    var finder = new DaemonFinder(places());
    assertThat(finder.near(temp)).isEqualTo(new FindResult.NoneRuns());

    var one = serve("one");
    finder = new DaemonFinder(places());
    assertThat(finder.near(temp))
        .isInstanceOfSatisfying(
            FindResult.OnlyOne.class, it -> assertThat(it.daemon().directory()).isEqualTo(one));

    var two = serve("two");
    assertThat(finder.near(temp))
        .isInstanceOfSatisfying(
            FindResult.Several.class,
            it ->
                assertThat(it.daemons())
                    .extracting(RunningDaemon::directory)
                    .containsExactly(one, two));
  }

  @Test
  void a_note_that_is_none_is_passed_over() throws Exception {
    serve("one");
    Files.writeString(temp.resolve("molt/0123.json"), "{\"pid\":");
    Files.writeString(temp.resolve("molt/4567.json"), "{}");

    assertThat(new DaemonFinder(places()).all()).hasSize(1);
  }
}
