package dev.molt.server;

import static dev.molt.server.ServerStartTest.STOPPED;
import static dev.molt.server.ServerStartTest.pid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.molt.process.Process;
import dev.molt.process.TestNode;
import dev.molt.sys.BadReturnValue;
import dev.molt.sys.CallExit;
import dev.molt.sys.CallFailure;
import dev.molt.sys.CallOutcome;
import dev.molt.sys.Destination;
import dev.molt.term.ExitReason;
import dev.molt.term.From;
import dev.molt.term.Pid;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** OTP: gen_server_SUITE, call. */
class ServerCallTest {
  private static final Duration SOON = Duration.ofMillis(50);

  @RegisterExtension final TestNode node = new TestNode();

  static void exits(ThrowingCallable call, ExitReason reason) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            CallExit.class, exit -> assertThat(exit.failure().reason()).isEqualTo(reason));
  }

  private static Puppet.OnCall returning(@Nullable CallResult<Object> r) {
    return (from, state) -> r;
  }

  private static Pid told() {
    return pid(Server.start(Puppet.class, new Puppet.Told(Process.self())));
  }

  @Test
  void reply_answers_and_changes_the_state() throws Exception {
    node.run(
        () -> {
          var server = pid(Server.start(Puppet.class, "old"));

          assertThat(Server.call(server, returning(GenServer.reply("answer", "new"))))
              .isEqualTo("answer");
          assertThat(Server.call(server, "state?")).isEqualTo("new");
        });
  }

  @Test
  void an_answer_may_be_null() throws Exception {
    node.run(
        () -> {
          var server = pid(Server.start(Puppet.class, "old"));

          assertThat(Server.call(server, returning(GenServer.reply(null, "new")))).isNull();
        });
  }

  @Test
  void an_answer_may_come_later_and_out_of_another_process() throws Exception {
    node.run(
        () -> {
          var server = pid(Server.start(Puppet.class, "state"));
          Puppet.OnCall later =
              (from, state) -> {
                Process.spawn(() -> Server.reply(from, "delayed"));
                return GenServer.noReply(state);
              };

          assertThat(Server.call(server, later)).isEqualTo("delayed");
        });
  }

  @Test
  void a_call_within_the_time_that_the_server_gives_finds_it_waiting() throws Exception {
    node.run(
        () -> {
          var server = told();
          Puppet.OnCall wait =
              (from, state) -> GenServer.<Object>reply("ok", state).timeout(TestNode.PATIENCE);

          assertThat(Server.call(server, wait)).isEqualTo("ok");
          Server.call(server, "in time");

          assertThat(Process.receive(SOON)).isNull();
        });
  }

  @Test
  void a_server_that_hears_nothing_in_time_gets_a_timeout() throws Exception {
    node.run(
        () -> {
          var server = told();
          Puppet.OnCall wait = (from, state) -> GenServer.<Object>reply("ok", state).timeout(SOON);

          assertThat(Server.call(server, wait)).isEqualTo("ok");

          assertThat(Process.receive()).isEqualTo(new Puppet.Info(Timeout.TIMEOUT));
          assertThat(Process.receive(SOON.multipliedBy(3))).as("only once").isNull();
        });
  }

  @Test
  void continue_goes_before_any_message_and_after_the_answer() throws Exception {
    node.run(
        () -> {
          var server = pid(Server.start(Puppet.class, "state"));
          var self = Process.self();
          Puppet.OnCast tell =
              state -> {
                Process.send(self, "continued");
                return GenServer.noReply("continued state");
              };
          Puppet.OnCall call =
              (from, state) -> {
                Process.send(Process.self(), new Puppet.Info("queued"));
                return GenServer.<Object>reply("ok", state).continueWith(tell);
              };

          assertThat(Server.call(server, call)).isEqualTo("ok");
          assertThat(Server.call(server, "state?")).isEqualTo("continued state");
          assertThat(Process.receive()).isEqualTo("continued");
        });
  }

  @Test
  void init_may_continue_before_the_first_call_is_handled() throws Exception {
    node.run(
        () -> {
          Puppet.OnInit init = () -> GenServer.<Object>ok("state").continueWith("continued");
          var server = pid(Server.start(Puppet.class, init));

          assertThat(Server.call(server, "state?")).isEqualTo("continued");
        });
  }

  @Test
  void init_may_give_a_time_to_the_first_message() throws Exception {
    node.run(
        () -> {
          var self = new Puppet.Told(Process.self());
          Puppet.OnInit init = () -> GenServer.<Object>ok(self).timeout(Duration.ZERO);
          pid(Server.start(Puppet.class, init));

          assertThat(Process.receive()).isEqualTo(new Puppet.Info(Timeout.TIMEOUT));
        });
  }

  @Test
  void a_stop_without_an_answer_is_the_callers_exit() throws Exception {
    node.run(
        () -> {
          var server = told();

          exits(
              () -> Server.call(server, (Puppet.OnCall) (f, s) -> GenServer.stop(STOPPED, s)),
              STOPPED);
          assertThat(Process.receive()).isEqualTo(new Puppet.Terminated(STOPPED));
        });
  }

  @Test
  void a_stop_with_an_answer_terminates_first() throws Exception {
    node.run(
        () -> {
          var server = told();

          assertThat(Server.call(server, ServerStartTest.stop(STOPPED))).isEqualTo("ok");
          assertThat(Process.receive(Duration.ZERO)).isEqualTo(new Puppet.Terminated(STOPPED));
        });
  }

  @Test
  void nothing_as_a_result_is_a_bad_return_value() throws Exception {
    node.run(
        () -> {
          var server = told();

          exits(() -> Server.call(server, returning(null)), BadReturnValue.reason(null));
          assertThat(Process.receive())
              .isEqualTo(new Puppet.Terminated(BadReturnValue.reason(null)));
        });
  }

  @Test
  void a_callback_that_throws_is_the_callers_exit() throws Exception {
    node.run(
        () -> {
          var server = told();
          var crash = new ExitReason.Crash(new IllegalStateException("boom"));
          Puppet.OnCall boom =
              (from, state) -> {
                throw (Exception) crash.error();
              };

          exits(() -> Server.call(server, boom), crash);
          assertThat(Process.receive()).isEqualTo(new Puppet.Terminated(crash));
        });
  }

  @Test
  void a_callback_that_exits_terminates_with_that_reason() throws Exception {
    node.run(
        () -> {
          var server = told();
          Puppet.OnCall exit =
              (from, state) -> {
                throw Process.exit(STOPPED);
              };

          exits(() -> Server.call(server, exit), STOPPED);
          assertThat(Process.receive()).isEqualTo(new Puppet.Terminated(STOPPED));
        });
  }

  @Test
  void a_killed_server_is_the_callers_exit_and_does_not_terminate() throws Exception {
    node.run(
        () -> {
          var server = told();
          Puppet.OnCall kill =
              (from, state) -> {
                Process.exit(Process.self(), ExitReason.KILL);
                return GenServer.noReply(state);
              };

          exits(() -> Server.call(server, kill), ExitReason.KILLED);
          assertThat(Process.receive(Duration.ZERO)).isNull();
        });
  }

  @Test
  void the_exit_of_a_caller_tells_the_call() throws Exception {
    node.run(
        () -> {
          var request = "hello";

          assertThatThrownBy(() -> Server.call("nobody", request))
              .isInstanceOfSatisfying(
                  CallExit.class,
                  exit ->
                      assertThat(exit.reason())
                          .isEqualTo(
                              new ExitReason.Other(
                                  new CallFailure(
                                      ExitReason.NOPROC,
                                      "gen_server:call",
                                      List.of(Destination.of("nobody"), request)))));
        });
  }

  @Test
  void a_late_answer_never_arrives() throws Exception {
    node.run(
        () -> {
          var self = Process.self();
          var server = pid(Server.start(Puppet.class, "state"));
          Puppet.OnCall keep =
              (from, state) -> {
                Process.send(self, from);
                return GenServer.noReply(state);
              };

          exits(() -> Server.call(server, keep, SOON), CallFailure.TIMEOUT);
          var from = (From) Process.receive();
          Server.reply(from, "late");
          Process.send(self, "after");

          assertThat(Process.receive()).isEqualTo("after");
        });
  }

  @Test
  void a_server_that_calls_itself_exits_at_once() throws Exception {
    node.run(
        () -> {
          var server = pid(Server.start(Puppet.class, "state"));
          Puppet.OnCall self =
              (from, state) ->
                  GenServer.reply(Server.callResult(Process.self(), "?", TestNode.PATIENCE), state);

          assertThat(Server.call(server, self)).isEqualTo(new CallOutcome.CallingSelf());
        });
  }

  @Test
  void a_call_finds_its_answer_behind_many_messages() throws Exception {
    // OTP: gen_server_SUITE, call_with_huge_message_queue.
    node.run(
        () -> {
          var server = pid(Server.start(Puppet.class, "state"));
          for (var i = 0; i < 10_000; i++) Process.send(Process.self(), i);

          for (var i = 0; i < 100; i++) assertThat(Server.call(server, "?")).isEqualTo("state");
          assertThat(Process.receive()).isEqualTo(0);
        });
  }
}
