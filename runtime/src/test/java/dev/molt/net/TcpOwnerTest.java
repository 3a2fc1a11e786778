package dev.molt.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.molt.net.AcceptResult.Accepted;
import dev.molt.process.NotAProcessException;
import dev.molt.process.Proc0;
import dev.molt.process.Process;
import dev.molt.process.ProcessStatus;
import dev.molt.process.SpawnOptions;
import dev.molt.process.TestNode;
import dev.molt.term.DownMessage;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whose a socket is, and what that means. */
final class TcpOwnerTest {
  @RegisterExtension final TestNode node = new TestNode();

  @Test
  void a_socket_closes_when_its_owner_ends() throws Exception {
    var server = Server.start(node, TcpOptions.ACTIVE, _ -> Process.receive());
    node.processes.send(server.pid, "end");

    assertThat(server.peer.seesClosed()).isTrue();
  }

  @Test
  void a_socket_is_closed_before_anybody_hears_of_its_owners_end() throws Exception {
    node.run(
        () -> {
          var socket = Server.loopback(TcpOptions.PASSIVE);
          var owner = Process.spawn(() -> Process.receive());
          socket.controllingProcess(owner);
          Process.monitor(owner);
          Process.exit(owner, ExitReason.KILL);
          assertThat(Process.receive()).isInstanceOf(DownMessage.class);
          assertThat(socket.send("x")).isEqualTo(new TcpFailure(TcpReason.CLOSED));
        });
  }

  @Test
  void a_socket_given_away_outlives_its_old_owner_and_goes_with_the_new_one() throws Exception {
    var keeper = node.processes.spawn(SpawnOptions.DEFAULT, receiver());
    var server = Server.start(node, TcpOptions.PASSIVE, s -> s.controllingProcess(keeper));
    Awaitility.await().atMost(TestNode.PATIENCE).until(() -> !node.processes.isAlive(server.pid));
    server.peer.write("anybody there?");
    node.processes.send(keeper, "end");

    assertThat(server.peer.seesClosed()).isTrue();
  }

  private static Proc0 receiver() {
    return () -> Process.receive();
  }

  @Test
  void messages_that_wait_in_the_old_owners_mailbox_go_along_in_order() throws Exception {
    node.run(
        () -> {
          var me = Process.self();
          var socket = Server.loopback(TcpOptions.ACTIVE.lines());
          Process.send(me, "not the socket's");
          Server.otherEnd().send("one\ntwo\n");
          Awaitility.await()
              .atMost(TestNode.PATIENCE)
              .until(() -> node.processes.view(me).orElseThrow().mailboxSize() == 3);
          var lines = new CompletableFuture<String>();
          var heir =
              Process.spawn(
                  () -> {
                    var text = new StringBuilder();
                    for (var i = 0; i < 3; i++) text.append(((TcpData) Process.receive()).text());
                    lines.complete(text.toString());
                  });
          assertThat(socket.controllingProcess(heir)).isEqualTo(TcpResult.DONE);
          assertThat(socket.owner()).isEqualTo(heir);
          Server.otherEnd().send("three\n");
          assertThat(lines.get()).isEqualTo("one\ntwo\nthree\n");
          assertThat(Process.receive()).isEqualTo("not the socket's");
        });
  }

  @Test
  void only_the_owner_may_give_a_socket_away_and_only_to_the_living() throws Exception {
    node.run(
        () -> {
          var socket = Server.loopback(TcpOptions.PASSIVE);
          var stranger = new CompletableFuture<TcpResult>();
          var me = Process.self();
          var dead = Process.spawn(() -> stranger.complete(socket.controllingProcess(me)));
          Process.monitor(dead);
          Process.receive();
          assertThat(stranger.get()).isEqualTo(new TcpFailure(TcpReason.NOT_OWNER));
          assertThat(socket.controllingProcess(dead)).isEqualTo(new TcpFailure(TcpReason.BADARG));
          assertThat(socket.controllingProcess(me)).isEqualTo(TcpResult.DONE);
          socket.close();
          assertThat(socket.controllingProcess(me)).isEqualTo(new TcpFailure(TcpReason.CLOSED));
        });
  }

  @Test
  void a_listener_closes_when_its_owner_ends_and_what_it_accepted_stays() throws Exception {
    node.run(
        () -> {
          var socket = new CompletableFuture<TcpSocket>();
          var me = Process.self();
          var opener =
              Process.spawn(
                  () -> {
                    var listener = Server.listen(TcpOptions.PASSIVE);
                    Process.send(me, listener);
                    listener.acceptLater();
                    var come = (TcpAccept) Process.receive();
                    var accepted = ((Accepted) come.result()).socket();
                    accepted.controllingProcess(me);
                    socket.complete(accepted);
                  });
          Process.monitor(opener);
          var listener = (TcpListener) Process.receive();
          var peer = TcpSocket.connect("127.0.0.1", listener.port(), TcpOptions.PASSIVE);
          assertThat(Process.receive()).isInstanceOf(DownMessage.class);
          ((ConnectResult.Connected) peer).socket().send("hello");
          assertThat(((RecvResult.Received) socket.get().recv()).text()).isEqualTo("hello");
          assertThat(listener.accept()).isEqualTo(new TcpFailure(TcpReason.CLOSED));
          listener.acceptLater();
          assertThat(Process.receive())
              .isEqualTo(new TcpAccept(listener, new TcpFailure(TcpReason.CLOSED)));
        });
  }

  @Test
  void accept_times_out_and_the_connection_is_for_the_next() throws Exception {
    node.run(
        () -> {
          var listener = Server.listen(TcpOptions.PASSIVE);
          assertThat(listener.accept(Duration.ofMillis(20)))
              .isEqualTo(new TcpFailure(TcpReason.TIMEOUT));
          TcpSocket.connect("127.0.0.1", listener.port(), TcpOptions.PASSIVE);
          assertThat(listener.accept()).isInstanceOf(Accepted.class);
        });
  }

  @Test
  void a_process_killed_in_accept_leaves_the_listener_to_the_others() throws Exception {
    node.run(
        () -> {
          var listener = Server.listen(TcpOptions.PASSIVE);
          var acceptor = Process.spawn(() -> listener.accept());
          awaitWaiting(acceptor);
          Process.monitor(acceptor);
          Process.exit(acceptor, ExitReason.KILL);
          Process.receive();
          TcpSocket.connect("127.0.0.1", listener.port(), TcpOptions.PASSIVE);
          assertThat(listener.accept()).isInstanceOf(Accepted.class);
        });
  }

  @Test
  void connections_go_to_those_who_ask_in_their_order() throws Exception {
    node.run(
        () -> {
          var listener = Server.listen(TcpOptions.PASSIVE);
          for (var i = 0; i < 3; i++) listener.acceptLater();
          for (var i = 0; i < 4; i++) {
            TcpSocket.connect("127.0.0.1", listener.port(), TcpOptions.PASSIVE);
          }
          for (var i = 0; i < 3; i++) {
            var come = (TcpAccept) Process.receive();
            assertThat(((Accepted) come.result()).socket().owner()).isEqualTo(Process.self());
          }
          assertThat(Process.receive(Duration.ofMillis(30))).isNull();
          assertThat(listener.accept()).isInstanceOf(Accepted.class);
        });
  }

  @Test
  void a_port_that_is_taken_is_named_so() throws Exception {
    node.run(
        () -> {
          var listener = Server.listen(TcpOptions.PASSIVE);
          var second = TcpListener.listen(listener.port(), TcpOptions.PASSIVE);
          assertThat(((TcpFailure) second).reason()).isEqualTo(TcpReason.EADDRINUSE);
          assertThat(listener.address().getAddress().isLoopbackAddress()).isTrue();
        });
  }

  @Test
  void who_is_no_process_can_own_no_socket() {
    assertThatThrownBy(() -> TcpListener.listen(0, TcpOptions.PASSIVE))
        .isInstanceOf(NotAProcessException.class);
  }

  private void awaitWaiting(Pid pid) {
    Awaitility.await()
        .atMost(TestNode.PATIENCE)
        .until(
            () -> node.processes.view(pid).orElseThrow().status() instanceof ProcessStatus.Waiting);
  }
}
