package dev.molt.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.molt.net.RecvResult.Received;
import dev.molt.process.Proc0;
import dev.molt.process.Process;
import dev.molt.process.ProcessStatus;
import dev.molt.process.SpawnOptions;
import dev.molt.process.TestNode;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sockets that are read by asking. */
final class TcpPassiveTest {
  private static final Duration SHORT = Duration.ofMillis(30);

  @RegisterExtension final TestNode node = new TestNode();

  @Test
  void recv_gives_what_has_come() throws Exception {
    node.run(
        () -> {
          var socket = Server.loopback(TcpOptions.PASSIVE);
          Server.otherEnd().send("hello");
          assertThat(text(socket.recv())).isEqualTo("hello");
        });
  }

  @Test
  void recv_of_a_length_waits_for_all_of_it_and_keeps_the_rest() throws Exception {
    node.run(
        () -> {
          var socket = Server.loopback(TcpOptions.PASSIVE);
          var peer = Server.otherEnd();
          peer.send("abc");
          assertThat(socket.recv(5, SHORT)).isEqualTo(new TcpFailure(TcpReason.TIMEOUT));
          peer.send("defg");
          assertThat(text(socket.recv(5))).isEqualTo("abcde");
          assertThat(text(socket.recv(0))).isEqualTo("fg");
        });
  }

  @Test
  void a_recv_that_times_out_loses_nothing() throws Exception {
    node.run(
        () -> {
          var socket = Server.loopback(TcpOptions.PASSIVE);
          assertThat(socket.recv(SHORT)).isEqualTo(new TcpFailure(TcpReason.TIMEOUT));
          Server.otherEnd().send("late");
          assertThat(text(socket.recv())).isEqualTo("late");
        });
  }

  @Test
  void lines_come_one_by_one() throws Exception {
    node.run(
        () -> {
          var socket = Server.loopback(TcpOptions.PASSIVE.lines());
          Server.otherEnd().send("one\ntwo\nth");
          assertThat(text(socket.recv())).isEqualTo("one\n");
          assertThat(text(socket.recv())).isEqualTo("two\n");
          assertThat(socket.recv(SHORT)).isEqualTo(new TcpFailure(TcpReason.TIMEOUT));
          Server.otherEnd().send("ree\n");
          assertThat(text(socket.recv())).isEqualTo("three\n");
        });
  }

  @Test
  void recv_is_closed_when_the_peer_has_closed() throws Exception {
    node.run(
        () -> {
          var socket = Server.loopback(TcpOptions.PASSIVE);
          Server.otherEnd().send("last");
          Server.otherEnd().close();
          assertThat(text(socket.recv())).isEqualTo("last");
          assertThat(socket.recv()).isEqualTo(new TcpFailure(TcpReason.CLOSED));
          assertThat(socket.recv()).isEqualTo(new TcpFailure(TcpReason.CLOSED));
          assertThat(socket.send("more")).isEqualTo(new TcpFailure(TcpReason.CLOSED));
          assertThat(socket.active(ActiveMode.ONCE)).isEqualTo(new TcpFailure(TcpReason.CLOSED));
        });
  }

  @Test
  void recv_of_an_active_socket_is_refused() throws Exception {
    node.run(
        () -> {
          var socket = Server.loopback(TcpOptions.ACTIVE);
          assertThat(socket.recv()).isEqualTo(new TcpFailure(TcpReason.EINVAL));
        });
  }

  @Test
  void a_second_reader_is_refused_while_the_first_waits() throws Exception {
    node.run(
        () -> {
          var socket = Server.loopback(TcpOptions.PASSIVE);
          var first = new CompletableFuture<RecvResult>();
          var reader = Process.spawn(() -> first.complete(socket.recv()));
          awaitWaiting(reader);
          assertThat(socket.recv()).isEqualTo(new TcpFailure(TcpReason.EALREADY));
          Server.otherEnd().send("for the first");
          assertThat(text(first.get())).isEqualTo("for the first");
        });
  }

  @Test
  void more_bytes_than_may_be_are_refused() throws Exception {
    node.run(
        () -> {
          var socket = Server.loopback(TcpOptions.PASSIVE);
          assertThat(socket.recv(TcpSocket.MOST_BYTES + 1))
              .isEqualTo(new TcpFailure(TcpReason.ENOMEM));
        });
  }

  @Test
  void close_ends_a_recv_that_waits() throws Exception {
    node.run(
        () -> {
          var socket = Server.loopback(TcpOptions.PASSIVE);
          var result = new CompletableFuture<RecvResult>();
          awaitWaiting(Process.spawn(() -> result.complete(socket.recv())));
          socket.close();
          socket.close();
          assertThat(result.get()).isEqualTo(new TcpFailure(TcpReason.CLOSED));
        });
  }

  /** OTP: variant V17 of the e3 experiment. */
  @Test
  void a_process_killed_in_recv_closes_its_socket() throws Exception {
    var server = Server.start(node, TcpOptions.PASSIVE, TcpSocket::recv);
    awaitWaiting(server.pid);
    node.processes.exit(server.pid, ExitReason.KILL);

    assertThat(server.peer.seesClosed()).isTrue();
  }

  @Test
  void a_process_killed_in_recv_on_anothers_socket_leaves_it_open() throws Exception {
    node.run(
        () -> {
          var socket = Server.loopback(TcpOptions.PASSIVE);
          var reader = Process.spawn(() -> socket.recv());
          awaitWaiting(reader);
          Process.monitor(reader);
          Process.exit(reader, ExitReason.KILL);
          Process.receive();
          Server.otherEnd().send("still here");
          assertThat(text(socket.recv())).isEqualTo("still here");
        });
  }

  @Test
  void the_view_says_what_a_reader_waits_for() throws Exception {
    var server = Server.start(node, TcpOptions.PASSIVE, TcpSocket::recv);

    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(node.processes.view(server.pid).orElseThrow().status())
                    .isInstanceOfSatisfying(
                        ProcessStatus.Waiting.class,
                        waiting -> assertThat(waiting.what()).startsWith("data from 127.0.0.1:")));
  }

  @Test
  void megabytes_come_whole_through_a_reader_that_is_slower() throws Exception {
    node.run(
        () -> {
          var socket = Server.loopback(TcpOptions.PASSIVE);
          var peer = Server.otherEnd();
          var sent = new byte[8 * 1024 * 1024];
          new Random(3).nextBytes(sent);
          var done = new CompletableFuture<TcpResult>();
          Process.spawn(SpawnOptions.LINKED, sender(peer, sent, done));
          var come = (Received) socket.recv(sent.length);
          assertThat(come.bytes()).isEqualTo(sent);
          assertThat(done.get(TestNode.PATIENCE.toSeconds(), TimeUnit.SECONDS))
              .isEqualTo(TcpResult.DONE);
        });
  }

  /** The reader reads nothing, so the sender is held back in the middle of its packet. */
  @Test
  void a_packet_goes_out_whole_though_its_sender_is_killed_meanwhile() throws Exception {
    node.run(
        () -> {
          var socket = Server.loopback(TcpOptions.PASSIVE);
          var sent = new byte[8 * 1024 * 1024];
          var sender =
              Process.spawn(
                  SpawnOptions.DEFAULT, sender(Server.otherEnd(), sent, new CompletableFuture<>()));
          awaitWaiting(sender);
          Process.monitor(sender);
          Process.exit(sender, ExitReason.KILL);
          Process.receive();
          assertThat(((Received) socket.recv(sent.length)).bytes()).hasSize(sent.length);
        });
  }

  private static Proc0 sender(TcpSocket to, byte[] bytes, CompletableFuture<TcpResult> done) {
    return () -> done.complete(to.send(bytes));
  }

  @Test
  void nobody_listens_and_no_such_host_are_told_apart() throws Exception {
    node.run(
        () -> {
          var listener = Server.listen(TcpOptions.PASSIVE);
          var port = listener.port();
          listener.close();
          assertThat(reason(TcpSocket.connect("127.0.0.1", port, TcpOptions.PASSIVE)))
              .isEqualTo(TcpReason.ECONNREFUSED);
          assertThat(reason(TcpSocket.connect("no.such.host.invalid", 1, TcpOptions.PASSIVE)))
              .isEqualTo(TcpReason.NXDOMAIN);
        });
  }

  @Test
  void a_connection_that_is_not_made_in_time_is_given_up() throws Exception {
    node.run(
        () -> {
          // A backlog of one that nobody accepts from: the system lets the next ones wait.
          var listener = Server.listen(TcpOptions.PASSIVE.backlog(1));
          ConnectResult last = new TcpFailure(TcpReason.CLOSED);
          for (var i = 0; i < 10 && !isTimeout(last); i++) {
            last = TcpSocket.connect("127.0.0.1", listener.port(), TcpOptions.PASSIVE, SHORT);
          }
          assertThat(last).isEqualTo(new TcpFailure(TcpReason.TIMEOUT));
        });
  }

  private static boolean isTimeout(ConnectResult result) {
    return result.equals(new TcpFailure(TcpReason.TIMEOUT));
  }

  @Test
  void what_cannot_be_meant_is_the_callers_fault() throws Exception {
    node.run(
        () -> {
          var socket = Server.loopback(TcpOptions.PASSIVE);
          assertThatThrownBy(() -> socket.recv(-1)).isInstanceOf(IllegalArgumentException.class);
          assertThatThrownBy(() -> TcpSocket.connect("127.0.0.1", 70_000, TcpOptions.PASSIVE))
              .isInstanceOf(IllegalArgumentException.class);
          assertThatThrownBy(() -> TcpOptions.PASSIVE.buffer(0))
              .isInstanceOf(IllegalArgumentException.class);
        });
  }

  private static TcpReason reason(ConnectResult result) {
    return ((TcpFailure) result).reason();
  }

  private static String text(RecvResult result) {
    assertThat(result).isInstanceOf(Received.class);
    return ((Received) result).text();
  }

  private void awaitWaiting(Pid pid) {
    Awaitility.await()
        .atMost(TestNode.PATIENCE)
        .until(
            () -> node.processes.view(pid).orElseThrow().status() instanceof ProcessStatus.Waiting);
  }
}
