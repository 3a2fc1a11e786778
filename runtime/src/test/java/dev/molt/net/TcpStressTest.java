package dev.molt.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.net.AcceptResult.Accepted;
import dev.molt.net.ConnectResult.Connected;
import dev.molt.net.RecvResult.Received;
import dev.molt.process.Process;
import dev.molt.process.TestNode;
import dev.molt.term.Pid;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many connections at once: nothing is lost, doubled or moved, whoever reads and however. */
final class TcpStressTest {
  private static final int CLIENTS = 50;
  private static final int LINES = 200;

  @RegisterExtension final TestNode node = new TestNode();

  @Test
  void one_active_server_answers_many_clients_line_by_line() throws Exception {
    node.run(
        () -> {
          var me = Process.self();
          var listener = Server.listen(TcpOptions.ACTIVE_ONCE.lines());
          listener.acceptLater();
          for (var i = 0; i < CLIENTS; i++) {
            var number = i;
            Process.spawn(() -> talk(listener.port(), number, me));
          }
          for (var done = 0; done < CLIENTS; ) {
            switch (Process.receive()) {
              case TcpAccept(_, Accepted(_)) -> listener.acceptLater();
              case TcpData line -> {
                line.socket().send(line.bytes());
                line.socket().active(ActiveMode.ONCE);
              }
              case String end -> {
                assertThat(end).isEqualTo("done");
                done++;
              }
              default -> {}
            }
          }
        });
  }

  /** Sends lines in pieces of any length, and wants each back before the next. */
  private static void talk(int port, int number, Pid tell) {
    var random = new Random(number);
    var socket =
        ((Connected) TcpSocket.connect("127.0.0.1", port, TcpOptions.PASSIVE.lines())).socket();
    for (var i = 0; i < LINES; i++) {
      var line = number + ":" + i + " " + "x".repeat(random.nextInt(300)) + "\n";
      var cut = random.nextInt(line.length());
      socket.send(line.substring(0, cut));
      socket.send(line.substring(cut));
      if (!(socket.recv() instanceof Received come) || !come.text().equals(line)) {
        Process.send(tell, "client " + number + " lost line " + i);
        return;
      }
    }
    Process.send(tell, "done");
  }

  @Test
  void a_stream_is_whole_however_its_reader_changes_between_asking_and_being_told()
      throws Exception {
    node.run(
        () -> {
          var socket = Server.loopback(TcpOptions.PASSIVE);
          var peer = Server.otherEnd();
          var sent = new byte[1_000_000];
          new Random(5).nextBytes(sent);
          Process.spawn(() -> peer.send(sent));
          var random = new Random(9);
          var come = ByteBuffer.allocate(sent.length);
          while (come.hasRemaining()) {
            if (random.nextBoolean()) {
              var most = Math.min(come.remaining(), 1 + random.nextInt(10_000));
              come.put(((Received) socket.recv(most)).bytes());
            } else {
              socket.active(ActiveMode.ONCE);
              come.put(((TcpData) Process.receive()).bytes());
            }
          }
          assertThat(come.array()).isEqualTo(sent);
        });
  }
}
