package dev.molt.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State and connections over reloads: a server's count, and clients in passive and active mode. */
final class LongLivedStateTest {
  @TempDir Path place;
  private Launched molt;

  @BeforeEach
  void start() throws IOException {
    molt = Launched.run(place, Launched.samples(place));
  }

  @AfterEach
  void stop() {
    molt.close();
  }

  /** A client of an echo server: says a line and reads the answer. */
  private record Client(Socket socket, BufferedReader in) implements AutoCloseable {
    static Client of(int port) throws IOException {
      var socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout((int) Launched.LIMIT.toMillis());
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      return new Client(socket, in);
    }

    String say(String line) throws IOException {
      socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      return String.valueOf(in.readLine());
    }

    boolean isCut() throws IOException {
      try {
        return in.readLine() == null;
      } catch (java.net.SocketException reset) {
        return true;
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private JsonObject save(String module, String from, String to) throws IOException {
    var mark = molt.mark();
    molt.edit(module, from, to);
    return molt.event(mark, "reload").getAsJsonArray("modules").get(0).getAsJsonObject();
  }

  @Test
  void a_server_keeps_its_count_and_the_new_code_answers_the_next_call() throws IOException {
    assertThat(molt.ok("call", "Counter", "next")).isEqualTo("1");
    for (var step = 1; step <= 4; step++) {
      var reload =
          save(
              "Counter",
              "count + " + step + ", count + " + step,
              "count + " + (step + 1) + ", count + " + (step + 1));
      assertThat(reload.getAsJsonArray("killed")).isEmpty();
      assertThat(reload.getAsJsonArray("onOldCode")).isEmpty();
      molt.ok("call", "Counter", "next");
    }
    assertThat(molt.ok("call", "Counter", "value")).isEqualTo(String.valueOf(1 + 2 + 3 + 4 + 5));
  }

  @Test
  void a_client_in_passive_mode_is_named_at_the_first_save_and_cut_by_the_second()
      throws IOException {
    try (var client = Client.of(Integer.parseInt(molt.ok("call", "PassiveEcho", "port")))) {
      assertThat(client.say("one")).isEqualTo("echo: one");
      var first = save("PassiveEcho", "\"echo: \"", "\"echo1: \"");
      assertThat(first.getAsJsonArray("onOldCode")).hasSize(1);
      var frame = first.getAsJsonArray("onOldCode").get(0).getAsJsonObject().get("frame");
      assertThat(frame.getAsString()).startsWith("PassiveEcho.client(PassiveEcho.java:");
      assertThat(client.say("two")).isEqualTo("echo: two");

      var second = save("PassiveEcho", "\"echo1: \"", "\"echo2: \"");
      assertThat(second.getAsJsonArray("killed")).hasSize(1);
      assertThat(client.isCut()).isTrue();
    }
    try (var later = Client.of(Integer.parseInt(molt.ok("call", "PassiveEcho", "port")))) {
      assertThat(later.say("three")).isEqualTo("echo2: three");
    }
  }

  @Test
  void a_client_in_active_mode_keeps_its_connection_and_gets_the_new_behaviour()
      throws IOException {
    try (var client = Client.of(Integer.parseInt(molt.ok("call", "ActiveEcho", "port")))) {
      assertThat(client.say("one")).isEqualTo("echo: one");
      assertThat(save("ActiveEcho", "\"echo: \"", "\"echo1: \"").getAsJsonArray("onOldCode"))
          .isEmpty();
      assertThat(client.say("two")).isEqualTo("echo1: two");
      assertThat(save("ActiveEcho", "\"echo1: \"", "\"echo2: \"").getAsJsonArray("killed"))
          .isEmpty();
      assertThat(client.say("three")).isEqualTo("echo2: three");
    }
  }
}
