package dev.molt.server;

import static dev.molt.code.TestNode.name;
import static dev.molt.server.ServerStartTest.pid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.code.PurgeResult;
import dev.molt.code.TestNode;
import dev.molt.code.Undef;
import dev.molt.process.StartResult;
import dev.molt.sys.CallOutcome;
import dev.molt.sys.ChangeCodeResult;
import dev.molt.sys.Sys;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers whose module has versions. */
class VersionedServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final TestNode node = new TestNode();
  private final Servers servers = new Servers(node.processes);

  @AfterEach
  void close() {
    node.close();
  }

  private static String counter(int version) {
    return """
    import dev.molt.server.*;
    import dev.molt.sys.*;

    public class Counter implements GenServer<Integer> {
      public static StartResult start() { return Server.start(Counter.class, 0); }
      public static StartResult startInner() { return Server.start(Inner.class, 0); }

      public InitResult<Integer> init(Object args) { return GenServer.ok((Integer) args); }

      public CallResult<Integer> handleCall(Object request, From from, Integer count) {
        if (request.equals("block")) Process.receive(message -> message.equals("go on") ? message : null);
        return GenServer.reply("%1$d/" + (count + 1), count + 1);
      }

      public CodeChangeResult<Integer> codeChange(Object vsn, Object state, Object extra) {
        return CodeChangeResult.ok(((Integer) state) + %1$d * 100);
      }

      public static class Inner implements GenServer<Integer> {
        public InitResult<Integer> init(Object args) { return GenServer.ok((Integer) args); }

        public CallResult<Integer> handleCall(Object request, From from, Integer count) {
          return GenServer.reply("inner %1$d", count);
        }
      }
    }
    """
        .formatted(version);
  }

  private Pid start(String function) throws Exception {
    return pid((StartResult) Objects.requireNonNull(node.call("Counter", function)));
  }

  private @Nullable Object ask(Pid server) {
    var outcome = servers.call(server, "count", PATIENCE);
    assertThat(outcome).isInstanceOf(CallOutcome.Replied.class);
    return ((CallOutcome.Replied) outcome).value();
  }

  @Test
  void a_server_at_rest_answers_from_the_newest_code_and_keeps_its_state() throws Exception {
    node.load(counter(1));
    var server = start("start");
    assertThat(ask(server)).isEqualTo("1/1");

    for (var version = 2; version < 6; version++) {
      assertThat(node.code.purge(name("Counter")).killed()).isEmpty();
      node.load(counter(version));
      assertThat(node.code.checkProcessCode(server, name("Counter"))).isFalse();
      assertThat(ask(server)).isEqualTo(version + "/" + version);
    }
  }

  @Test
  void a_class_nested_in_a_module_may_be_a_server_too() throws Exception {
    node.load(counter(1));
    var server = start("startInner");

    assertThat(ask(server)).isEqualTo("inner 1");
    node.load(counter(2));
    assertThat(ask(server)).isEqualTo("inner 2");
  }

  @Test
  void a_server_in_a_blocking_call_is_killed_and_its_caller_exits_with_killed() throws Exception {
    node.load(counter(1));
    var server = start("start");
    var call = node.start(() -> servers.call(server, "block", PATIENCE));
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> node.processes.view(server).orElseThrow().inModule());
    node.load(counter(2));

    assertThat(node.code.purge(name("Counter"))).isInstanceOf(PurgeResult.Purged.class);

    assertThat(TestNode.get(call)).isEqualTo(new CallOutcome.Down(ExitReason.KILLED));
  }

  @Test
  void a_server_whose_module_is_gone_drops_messages_and_ends_with_undef_at_a_call()
      throws Exception {
    node.load(counter(1));
    var server = start("start");
    node.code.delete(name("Counter"));
    node.code.purge(name("Counter"));

    node.processes.send(server, "unknown");

    assertThat(Sys.of(node.processes, server).getState()).isEqualTo(0);
    assertThat(servers.call(server, "count", PATIENCE))
        .isInstanceOfSatisfying(
            CallOutcome.Down.class,
            down ->
                assertThat(down.reason())
                    .isInstanceOfSatisfying(
                        ExitReason.Crash.class,
                        crash ->
                            assertThat(crash.error())
                                .isInstanceOf(Undef.class)
                                .hasMessageContaining("Counter.handleCall/3")));
  }

  @Test
  void the_state_is_changed_by_the_new_code() throws Exception {
    node.load(counter(1));
    var server = start("start");
    var sys = Sys.of(node.processes, server);
    assertThat(ask(server)).isEqualTo("1/1");

    sys.suspend();
    node.load(counter(2));
    assertThat(sys.changeCode("Counter", "1", null)).isEqualTo(new ChangeCodeResult.Changed());
    sys.resume();

    assertThat(ask(server)).isEqualTo("2/202");
  }

  @Test
  void a_suspended_server_lives_through_purges() throws Exception {
    node.load(counter(1));
    var server = start("start");
    Sys.of(node.processes, server).suspend();

    for (var version : List.of(2, 3)) {
      node.code.purge(name("Counter"));
      node.load(counter(version));
    }
    Sys.of(node.processes, server).resume();

    assertThat(ask(server)).isEqualTo("3/1");
  }
}
