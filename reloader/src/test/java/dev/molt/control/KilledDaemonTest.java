package dev.molt.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only another process can show: its lock, and what it leaves when it is killed. */
final class KilledDaemonTest {
  @TempDir Path temp;

  /** Runs in the other process: serves a directory until it is killed. */
  static final class Other {
    private Other() {}

    public static void main(String[] args) throws Exception {
      var places = new ControlPlaces(List.of(Path.of(args[0])));
      var result =
          ControlServer.open(places, Path.of(args[1]), _ -> new ControlReply.Done("other"));
      System.out.println(result instanceof OpenResult.Opened ? "serving" : result);
      System.out.flush();
      System.in.read();
    }
  }

  @Test
  void a_socket_left_by_a_killed_daemon_is_taken_over_and_one_in_use_is_not() throws Exception {
    var place = temp.resolve("molt");
    var places = new ControlPlaces(List.of(place));
    var watched = Files.createDirectory(temp.resolve("watched"));
    var other =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                place.toString(),
                watched.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(firstLine(other)).isEqualTo("serving");
      assertThat(ControlServer.open(places, watched, _ -> new ControlReply.Done("mine")))
          .isInstanceOfSatisfying(
              OpenResult.AlreadyRunning.class,
              it -> assertThat(it.daemon().orElseThrow().pid()).isEqualTo(other.pid()));

      // Its socket is gone, but it lives and holds the lock.
      var socket = SocketFiles.of(place, watched.toRealPath()).socket();
      Files.move(socket, temp.resolve("away"));
      assertThat(ControlServer.open(places, watched, _ -> new ControlReply.Done("mine")))
          .isInstanceOf(OpenResult.AlreadyRunning.class);
      Files.move(temp.resolve("away"), socket);
    } finally {
      other.destroyForcibly();
    }
    assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(SocketFiles.of(place, watched.toRealPath()).socket()).exists();
    assertThat(new DaemonFinder(places).near(watched)).isEqualTo(new FindResult.NoneRuns());

    var result = ControlServer.open(places, watched, _ -> new ControlReply.Done("mine"));
    assertThat(result).isInstanceOf(OpenResult.Opened.class);
    ((OpenResult.Opened) result).server().close();
  }

  private static String firstLine(Process process) throws Exception {
    return new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
        .readLine();
  }
}
