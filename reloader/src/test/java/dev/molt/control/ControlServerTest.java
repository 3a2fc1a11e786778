package dev.molt.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ControlServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ControlReply STATE =
      new ControlReply.State("/dir", 1, java.time.Instant.EPOCH, "live", 1, 2, 3, List.of());

  @TempDir Path temp;
  private Path watched;
  private ControlPlaces places;
  private final List<AutoCloseable> opened = new ArrayList<>();

  @BeforeEach
  void directories() throws IOException {
    watched = Files.createDirectory(temp.resolve("watched")).toRealPath();
    places = new ControlPlaces(List.of(temp.resolve("molt")));
  }

  @AfterEach
  void close() throws Exception {
    for (var each : opened.reversed()) each.close();
  }

  private ControlServer open(ControlHandler handler, ControlLimits limits) {
    var result = ControlServer.open(places, watched, handler, limits);
    assertThat(result).isInstanceOf(OpenResult.Opened.class);
    var server = ((OpenResult.Opened) result).server();
    opened.add(server);
    return server;
  }

  private ControlServer open(ControlHandler handler) {
    return open(handler, ControlLimits.DEFAULT);
  }

  private static ControlReply echo(ControlRequest request) {
    return switch (request) {
      case ControlRequest.Send(var name, var message) ->
          new ControlReply.Done(name + " " + message);
      case ControlRequest.Check(var module) -> throw new IllegalStateException("broken: " + module);
      case ControlRequest.Status() -> STATE;
      default -> new ControlReply.Done(request.toString());
    };
  }

  private RunningDaemon daemon() throws IOException {
    return new DaemonFinder(places).of(watched).orElseThrow();
  }

  private ControlReply ask(ControlRequest request) throws IOException {
    return switch (ControlClient.ask(daemon(), request, PATIENCE)) {
      case ControlClient.AskResult.Answered(var reply) -> reply;
      case ControlClient.AskResult.NoAnswer(var why) -> throw new AssertionError(why);
    };
  }

  private SocketChannel connect(ControlServer server) throws IOException {
    var channel = SocketChannel.open(UnixDomainSocketAddress.of(server.socket()));
    opened.add(channel);
    return channel;
  }

  private static void write(SocketChannel channel, String text) throws IOException {
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** All that comes until the other end hangs up. */
  private static String rest(SocketChannel channel) throws IOException {
    var in = ByteBuffer.allocate(1 << 16);
    while (channel.read(in) >= 0) {}
    return new String(in.array(), 0, in.position(), StandardCharsets.UTF_8);
  }

  @Test
  void a_request_is_answered() throws Exception {
    open(ControlServerTest::echo);

    assertThat(ask(new ControlRequest.Send("e3", "hällo")))
        .isEqualTo(new ControlReply.Done("e3 hällo"));
    assertThat(ask(new ControlRequest.Status())).isEqualTo(STATE);
  }

  @Test
  void a_connection_carries_one_request_after_the_other() throws Exception {
    var channel = connect(open(ControlServerTest::echo));
    var request = ControlCodec.line(new ControlRequest.Send("a", "b")) + "\n";

    write(channel, request + request);
    channel.shutdownOutput();

    assertThat(rest(channel).lines()).hasSize(2).allMatch(line -> line.contains("a b"));
  }

  @Test
  void the_handler_runs_on_a_platform_thread() throws Exception {
    open(request -> new ControlReply.Done(String.valueOf(Thread.currentThread().isVirtual())));

    assertThat(ask(new ControlRequest.Ps())).isEqualTo(new ControlReply.Done("false"));
  }

  @Test
  void socket_and_directory_are_their_owners_alone() throws Exception {
    var server = open(ControlServerTest::echo);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(server.socket())))
        .isEqualTo("rw-------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(server.socket().getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void a_place_that_is_open_to_others_is_passed_over_and_named_if_there_is_no_other()
      throws Exception {
    var open = Files.createDirectory(temp.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

    places = new ControlPlaces(List.of(open));
    assertThat(ControlServer.open(places, watched, ControlServerTest::echo))
        .isInstanceOfSatisfying(
            OpenResult.NotPossible.class,
            it -> assertThat(it.why().getFirst()).contains(open.toString()));

    places = new ControlPlaces(List.of(open, temp.resolve("molt")));
    assertThat(open(ControlServerTest::echo).socket()).hasParent(temp.resolve("molt"));
  }

  @Test
  void a_client_does_not_speak_to_a_socket_in_a_directory_that_others_can_enter() throws Exception {
    open(ControlServerTest::echo);
    var daemon = daemon();
    Files.setPosixFilePermissions(
        temp.resolve("molt"), PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThat(ControlClient.ask(daemon, new ControlRequest.Ps(), PATIENCE))
        .isInstanceOfSatisfying(
            ControlClient.AskResult.NoAnswer.class,
            it -> assertThat(it.why()).contains("cannot be trusted"));
  }

  @Test
  void the_other_end_must_be_the_same_user() throws Exception {
    var channel = connect(open(ControlServerTest::echo));
    PeerCredentials.verify(channel, temp);

    assertThatThrownBy(() -> PeerCredentials.verify(channel, anothersDirectory()))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("belongs to");
  }

  /** Root may give a directory away; whoever is not root has one of root's. */
  private Path anothersDirectory() throws IOException {
    if (new UnixSystem().getUid() != 0) return Path.of("/");
    var given = Files.createDirectory(temp.resolve("given"));
    Files.setAttribute(given, "unix:uid", 12_345);
    return given;
  }

  @Test
  void a_second_daemon_is_told_who_is_running() {
    open(ControlServerTest::echo);

    assertThat(ControlServer.open(places, watched, ControlServerTest::echo))
        .isInstanceOfSatisfying(
            OpenResult.AlreadyRunning.class,
            it -> {
              assertThat(it.daemon().orElseThrow().pid()).isEqualTo(ProcessHandle.current().pid());
              assertThat(it.text()).contains(watched.toString(), "pid", "since");
            });
  }

  @Test
  void a_second_daemon_sees_the_first_one_in_another_place_too() {
    open(ControlServerTest::echo);
    var others = new ControlPlaces(List.of(temp.resolve("other"), temp.resolve("molt")));

    assertThat(ControlServer.open(others, watched, ControlServerTest::echo))
        .isInstanceOf(OpenResult.AlreadyRunning.class);
  }

  @Test
  void what_is_watched_through_a_link_is_the_same_directory() throws Exception {
    open(ControlServerTest::echo);
    var link = Files.createSymbolicLink(temp.resolve("link"), watched);

    assertThat(ControlServer.open(places, link, ControlServerTest::echo))
        .isInstanceOf(OpenResult.AlreadyRunning.class);
    assertThat(new DaemonFinder(places).of(link)).contains(daemon());
  }

  @Test
  void a_closed_server_leaves_neither_socket_nor_note_and_lets_the_next_one_in() throws Exception {
    var server = open(ControlServerTest::echo);
    var daemon = daemon();
    assertThat(ControlClient.listens(daemon)).isTrue();

    server.close();

    assertThat(ControlClient.listens(daemon)).isFalse();
    try (var files = Files.list(temp.resolve("molt"))) {
      assertThat(files.map(Path::toString)).allMatch(name -> name.endsWith(".lock"));
    }
    open(ControlServerTest::echo);
    assertThat(ask(new ControlRequest.Status())).isEqualTo(STATE);
  }

  @Test
  void a_handler_that_throws_harms_nobody() throws Exception {
    open(ControlServerTest::echo);

    assertThat(ask(new ControlRequest.Check("E3")))
        .isInstanceOfSatisfying(
            ControlReply.Failed.class, it -> assertThat(it.text()).contains("broken: E3"));
    assertThat(ask(new ControlRequest.Status())).isEqualTo(STATE);
  }

  @Test
  void garbage_is_answered_with_a_refusal_and_the_connection_ends() throws Exception {
    var channel = connect(open(ControlServerTest::echo));

    write(channel, "GET / HTTP/1.1\n\n");

    assertThat(rest(channel)).contains("\"refused\"", "bad_request", "GET / HTTP/1.1");
  }

  @Test
  void a_request_that_is_too_long_is_refused() throws Exception {
    var channel = connect(open(ControlServerTest::echo, limits(Duration.ofSeconds(20))));

    write(channel, "x".repeat(2000));

    assertThat(rest(channel)).contains("longer than 1024 bytes");
  }

  @Test
  void half_a_request_is_waited_for_so_long_and_no_longer() throws Exception {
    var channel = connect(open(ControlServerTest::echo, limits(Duration.ofMillis(100))));

    write(channel, "{\"molt\":1,");

    assertThat(rest(channel)).contains("took too long");
  }

  @Test
  void who_says_nothing_is_sent_away() throws Exception {
    var channel = connect(open(ControlServerTest::echo, limits(Duration.ofMillis(100))));

    assertThat(rest(channel)).contains("idle");
  }

  @Test
  void bytes_that_are_no_text_are_refused() throws Exception {
    var channel = connect(open(ControlServerTest::echo));

    channel.write(ByteBuffer.wrap(new byte[] {(byte) 0xff, (byte) 0xfe, '\n'}));

    assertThat(rest(channel)).contains("not UTF-8");
  }

  private static ControlLimits limits(Duration time) {
    return new ControlLimits(4, 2, 1024, 1 << 20, time, time, time);
  }

  @Test
  void those_who_hang_lose_their_place_to_a_newcomer() throws Exception {
    var server = open(ControlServerTest::echo, limits(Duration.ofMinutes(10)));

    for (var i = 0; i < 50; i++) write(connect(server), "{");

    assertThat(ask(new ControlRequest.Status())).isEqualTo(STATE);
  }

  @Test
  void who_does_not_read_the_reply_holds_up_nobody() throws Exception {
    var big = new ControlReply.Done("x".repeat(8 << 20));
    var server =
        open(
            request -> request instanceof ControlRequest.Ps ? big : echo(request),
            limits(Duration.ofMillis(200)));

    for (var i = 0; i < 10; i++)
      write(connect(server), ControlCodec.line(new ControlRequest.Ps()) + "\n");

    assertThat(ask(new ControlRequest.Status())).isEqualTo(STATE);
    await()
        .atMost(PATIENCE)
        .until(() -> ask(new ControlRequest.Send("a", "b")).equals(new ControlReply.Done("a b")));
  }

  @Test
  void while_all_are_at_work_others_are_told_so_and_status_and_stop_are_answered()
      throws Exception {
    var atWork = new CountDownLatch(2);
    var goOn = new CountDownLatch(1);
    open(
        request -> {
          if (!(request instanceof ControlRequest.Ps)) return echo(request);
          atWork.countDown();
          try {
            assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          return new ControlReply.Done("done");
        },
        limits(Duration.ofMinutes(1)));

    var threads = Executors.newFixedThreadPool(2);
    opened.add(threads);
    var first = threads.submit(this::ps);
    var second = threads.submit(this::ps);
    assertThat(atWork.await(20, TimeUnit.SECONDS)).isTrue();

    assertThat(ask(new ControlRequest.Modules()))
        .isInstanceOfSatisfying(
            ControlReply.Refused.class, it -> assertThat(it.reason()).isEqualTo("busy"));
    assertThat(ask(new ControlRequest.Status())).isEqualTo(STATE);
    assertThat(ask(new ControlRequest.Stop())).isInstanceOf(ControlReply.Done.class);

    goOn.countDown();
    assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(new ControlReply.Done("done"));
    assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo(new ControlReply.Done("done"));
  }

  private ControlReply ps() throws IOException {
    return ask(new ControlRequest.Ps());
  }

  @Test
  void a_reply_that_is_due_when_the_server_closes_is_still_written() throws Exception {
    var handling = new CompletableFuture<ControlServer>();
    var server =
        open(
            request -> {
              handling.join().close();
              return new ControlReply.Done("stopping");
            });
    handling.complete(server);

    assertThat(ask(new ControlRequest.Stop())).isEqualTo(new ControlReply.Done("stopping"));
  }

  @Test
  void a_hundred_thousand_bad_frames_harm_nobody() throws Exception {
    var server = open(ControlServerTest::echo);
    var random = new Random(42);
    var good = ControlCodec.line(new ControlRequest.Send("a", "b"));

    for (var i = 0; i < 100_000; i++) {
      var bytes = (good + "\n").getBytes(StandardCharsets.UTF_8);
      for (var n = random.nextInt(1, 6); n > 0; n--)
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(server.socket()))) {
        channel.write(ByteBuffer.wrap(bytes, 0, random.nextInt(1, bytes.length + 1)));
      } catch (IOException e) {
        // Its place was taken before it had said anything; a bad client has no claim to more.
        assertThat(e).isNotNull();
      }
      if (i % 1000 == 0) assertThat(ask(new ControlRequest.Status())).isEqualTo(STATE);
    }
    assertThat(ask(new ControlRequest.Status())).isEqualTo(STATE);
  }
}
