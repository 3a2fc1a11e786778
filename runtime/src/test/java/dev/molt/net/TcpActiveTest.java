package dev.molt.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.process.Process;
import dev.molt.process.TestNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sockets that send messages to their owner. */
final class TcpActiveTest {
  @RegisterExtension final TestNode node = new TestNode();

  @Test
  void an_active_socket_sends_all_that_comes() throws Exception {
    node.run(
        () -> {
          var socket = Server.loopback(TcpOptions.ACTIVE.lines());
          Server.otherEnd().send("one\ntwo\n");
          Server.otherEnd().send("three\n");
          for (var line : new String[] {"one\n", "two\n", "three\n"}) {
            assertThat(data(socket).text()).isEqualTo(line);
          }
          assertThat(socket.active()).isEqualTo(ActiveMode.ON);
        });
  }

  @Test
  void once_sends_one_packet_and_is_passive_then() throws Exception {
    node.run(
        () -> {
          var socket = Server.loopback(TcpOptions.ACTIVE_ONCE.lines());
          Server.otherEnd().send("one\ntwo\nthree\n");
          assertThat(data(socket).text()).isEqualTo("one\n");
          assertThat(socket.active()).isEqualTo(ActiveMode.OFF);
          assertThat(Process.receive(Duration.ofMillis(30))).isNull();

          assertThat(socket.active(ActiveMode.ONCE)).isEqualTo(TcpResult.DONE);
          assertThat(data(socket).text()).isEqualTo("two\n");

          assertThat(((RecvResult.Received) socket.recv()).text()).isEqualTo("three\n");
        });
  }

  @Test
  void what_had_come_while_passive_is_sent_when_the_socket_is_made_active() throws Exception {
    node.run(
        () -> {
          var socket = Server.loopback(TcpOptions.PASSIVE);
          Server.otherEnd().send("abcdef");
          assertThat(((RecvResult.Received) socket.recv(2)).text()).isEqualTo("ab");
          socket.active(ActiveMode.ON);
          assertThat(data(socket).text()).isEqualTo("cdef");
        });
  }

  @Test
  void the_owner_is_told_when_the_peer_has_closed() throws Exception {
    node.run(
        () -> {
          var socket = Server.loopback(TcpOptions.ACTIVE);
          Server.otherEnd().send("bye");
          Server.otherEnd().close();
          assertThat(data(socket).text()).isEqualTo("bye");
          assertThat(Process.receive()).isEqualTo(new TcpClosed(socket));
          assertThat(socket.send("x")).isEqualTo(new TcpFailure(TcpReason.CLOSED));
          assertThat(socket.active(ActiveMode.ONCE)).isEqualTo(new TcpFailure(TcpReason.CLOSED));
        });
  }

  @Test
  void a_passive_socket_tells_of_the_close_when_it_is_made_active() throws Exception {
    node.run(
        () -> {
          var socket = Server.loopback(TcpOptions.ACTIVE_ONCE);
          Server.otherEnd().send("bye");
          data(socket);
          Server.otherEnd().close();
          assertThat(Process.receive(Duration.ofMillis(30))).isNull();
          socket.active(ActiveMode.ONCE);
          assertThat(Process.receive()).isEqualTo(new TcpClosed(socket));
        });
  }

  /** The end is seen while nobody asks: a receive has timed out, and its read goes on. */
  @Test
  void a_close_that_nobody_asked_about_is_told_to_the_next_who_asks() throws Exception {
    node.run(
        () -> {
          var socket = Server.loopback(TcpOptions.PASSIVE);
          socket.recv(Duration.ofMillis(20));
          Server.otherEnd().close();
          assertThat(Process.receive(Duration.ofMillis(30))).isNull();
          socket.active(ActiveMode.ONCE);
          assertThat(Process.receive()).isEqualTo(new TcpClosed(socket));
        });
  }

  @Test
  void who_closes_a_socket_himself_gets_no_message() throws Exception {
    node.run(
        () -> {
          var socket = Server.loopback(TcpOptions.ACTIVE);
          socket.close();
          assertThat(Process.receive(Duration.ofMillis(50))).isNull();
        });
  }

  private static TcpData data(TcpSocket socket) {
    var message = Process.receive();
    assertThat(message).isInstanceOf(TcpData.class);
    assertThat(((TcpData) message).socket()).isSameAs(socket);
    return (TcpData) message;
  }
}
