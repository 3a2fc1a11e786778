package dev.molt.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same for processes that wait for what a peer sends. */
class TcpVariantsTest extends PurgeFixture {
  private static final String MEMBERS =
      """
      static dev.molt.net.TcpSocket accepted(Queue<Object> out, dev.molt.net.TcpOptions options) {
        var listening = (dev.molt.net.ListenResult.Listening) dev.molt.net.TcpListener.listen(0, options);
        out.add(listening.listener().port());
        var result = (dev.molt.net.AcceptResult.Accepted) listening.listener().accept();
        out.add(Process.self());
        return result.socket();
      }
      public static void passive(Queue<Object> out) {
        var socket = accepted(out, dev.molt.net.TcpOptions.PASSIVE.lines());
        while (socket.recv() instanceof dev.molt.net.RecvResult.Received line)
          socket.send(v() + " " + line.text());
      }
      public static Next passiveTail(Queue<Object> out) {
        Fun1<dev.molt.net.TcpSocket, Object> recv = Rest::recv;
        return Next.call(recv, accepted(out, dev.molt.net.TcpOptions.PASSIVE.lines()));
      }
      public static Next active(Queue<Object> out) {
        return Next.call(M::activeLoop, accepted(out, dev.molt.net.TcpOptions.ACTIVE_ONCE.lines()));
      }
      public static Next activeLoop(dev.molt.net.TcpSocket socket) {
        var data = (dev.molt.net.TcpData) Process.receive();
        socket.send(v() + " " + data.text());
        socket.active(dev.molt.net.ActiveMode.ONCE);
        return Next.call(M::activeLoop, socket);
      }
      """;

  private static final String REST =
      """
      public class Rest {
        public static Object recv(dev.molt.net.TcpSocket socket) { return socket.recv(); }
      }
      """;

  private Socket peer = new Socket();

  @BeforeEach
  void loadFirst() {
    TestModules.compileAll(m(1, MEMBERS), REST)
        .values()
        .forEach(one -> TestNode.loaded(code.load(one)));
  }

  @AfterEach
  void hangUp() throws IOException {
    peer.close();
  }

  private dev.molt.term.Pid connected(String function) throws IOException {
    run("M", function, out);
    peer = new Socket(InetAddress.getLoopbackAddress(), (Integer) take());
    peer.setSoTimeout((int) SOON.toMillis());
    return (dev.molt.term.Pid) take();
  }

  private void say(String line) throws IOException {
    OutputStream to = peer.getOutputStream();
    to.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    to.flush();
  }

  private BufferedReader answers() throws IOException {
    return new BufferedReader(new InputStreamReader(peer.getInputStream(), StandardCharsets.UTF_8));
  }

  private void loadAgain(int version) {
    load(m(version, MEMBERS), REST);
  }

  @Test
  void v17_blocked_in_recv_is_named_and_killed_and_its_peer_sees_the_end() throws Exception {
    var pid = connected("passive");
    var answers = answers();
    say("hello");
    assertThat(answers.readLine()).isEqualTo("1 hello");
    awaitWaiting(pid);
    loadAgain(2);
    assertThat(code.checkProcessCode(pid, M)).isTrue();
    assertThat(code.softPurge(M).otp()).isFalse();
    var use = code.check(M).killedNow().getFirst();
    assertThat(use.pid()).isEqualTo(pid);
    assertThat(use.frame()).isNotNull();
    assertThat(code.purge(M).killed()).extracting(KilledProcess::pid).containsExactly(pid);
    assertThat(answers.readLine()).isNull();
  }

  @Test
  void v18_blocked_in_recv_as_the_last_call_is_clean() throws Exception {
    var pid = connected("passiveTail");
    awaitWaiting(pid);
    loadAgain(2);
    assertThat(code.checkProcessCode(pid, M)).isFalse();
    assertThat(code.softPurge(M).otp()).isTrue();
    assertThat(isAlive(pid)).isTrue();
  }

  @Test
  void v19_an_active_socket_alone_does_not_save_a_loop_that_waits_in_its_own_receive()
      throws Exception {
    var pid = connected("active");
    awaitWaiting(pid);
    loadAgain(2);
    assertThat(code.softPurge(M).otp()).isFalse();
    assertThat(code.purge(M).killed()).extracting(KilledProcess::pid).containsExactly(pid);
  }

  @Test
  void v20_an_active_socket_with_traffic_moves_a_qualified_loop_to_the_new_code() throws Exception {
    var pid = connected("active");
    awaitWaiting(pid);
    loadAgain(2);
    var answers = answers();
    say("a");
    assertThat(answers.readLine()).isEqualTo("1 a");
    say("b");
    assertThat(answers.readLine()).isEqualTo("2 b");
    assertThat(code.purge(M).killed()).isEmpty();
    assertThat(isAlive(pid)).isTrue();
  }
}
