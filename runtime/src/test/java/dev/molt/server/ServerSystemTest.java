package dev.molt.server;

import static dev.molt.server.ServerStartTest.STOPPED;
import static dev.molt.server.ServerStartTest.pid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.molt.process.ExitException;
import dev.molt.process.Process;
import dev.molt.process.TestNode;
import dev.molt.sys.CallFailure;
import dev.molt.sys.CallOutcome;
import dev.molt.sys.CallbackFailedException;
import dev.molt.sys.ChangeCodeResult;
import dev.molt.sys.CodeChangeResult;
import dev.molt.sys.Debug;
import dev.molt.sys.DebugFunction;
import dev.molt.sys.Down;
import dev.molt.sys.Statistics;
import dev.molt.sys.Sys;
import dev.molt.sys.SystemEvent;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * System messages to a server. OTP: sys_SUITE; gen_server_SUITE, stop, get_state, replace_state.
 */
class ServerSystemTest {
  private static final Duration SOON = Duration.ofMillis(50);

  @RegisterExtension final TestNode node = new TestNode();

  private static Pid server(Object state) {
    return pid(Server.start(Puppet.class, state));
  }

  @Test
  void a_suspended_server_answers_no_call_and_keeps_the_order_of_the_rest() throws Exception {
    // OTP: sys_SUITE, suspend.
    node.run(
        () -> {
          var server = server(new Puppet.Told(Process.self()));
          var sys = Sys.of(server);

          sys.suspend();
          sys.suspend();
          Process.send(server, "a");
          Process.send(server, "b");
          assertThat(Server.callResult(server, "?", SOON)).isEqualTo(new CallOutcome.TimedOut());
          Process.send(server, "c");
          assertThat(sys.getState()).isEqualTo(new Puppet.Told(Process.self()));
          assertThat(Process.receive(Duration.ZERO)).isNull();

          sys.resume();
          sys.resume();
          assertThat(List.of(Process.receive(), Process.receive(), Process.receive()))
              .containsExactly(new Puppet.Info("a"), new Puppet.Info("b"), new Puppet.Info("c"));
          assertThat(Server.call(server, "?")).isNotNull();
        });
  }

  @Test
  void a_suspended_server_ends_when_its_parent_does() throws Exception {
    node.run(
        () -> {
          var self = Process.self();
          Puppet.OnInit init =
              () -> {
                Process.trapExit(true);
                return GenServer.ok(new Puppet.Told(self));
              };
          var parent =
              Process.spawn(
                  () -> {
                    Process.send(self, pid(Server.startLink(Puppet.class, init)));
                    Process.receive();
                    Process.exit(STOPPED);
                  });
          var server = (Pid) Process.receive();
          Sys.of(server).suspend();

          Process.send(parent, "end");

          assertThat(Process.receive()).isEqualTo(new Puppet.Terminated(STOPPED));
        });
  }

  @Test
  void a_request_that_timed_out_is_obeyed_when_the_server_is_free_again() throws Exception {
    node.run(
        () -> {
          var server = server("state");
          Puppet.OnCast block =
              state -> {
                Process.receive(message -> message.equals("go on") ? message : null);
                return GenServer.noReply(state);
              };
          Server.cast(server, block);

          ServerCallTest.exits(() -> Sys.of(server).within(SOON).suspend(), CallFailure.TIMEOUT);
          Process.send(server, "go on");

          assertThat(Server.callResult(server, "?", SOON)).isEqualTo(new CallOutcome.TimedOut());
          Sys.of(server).resume();
          assertThat(Server.call(server, "?")).isEqualTo("state");
        });
  }

  @Test
  void a_process_that_is_none_of_the_behaviours_does_not_answer() throws Exception {
    node.run(
        () -> {
          var loop = Process.spawn(() -> Process.receive(message -> null));

          ServerCallTest.exits(() -> Sys.of(loop).within(SOON).suspend(), CallFailure.TIMEOUT);
          ServerCallTest.exits(() -> Sys.of("nobody").suspend(), ExitReason.NOPROC);
          ServerCallTest.exits(() -> Sys.of(Process.self()).suspend(), CallFailure.CALLING_SELF);
        });
  }

  @Test
  void the_state_can_be_read_and_replaced_running_and_suspended() throws Exception {
    node.run(
        () -> {
          var server = server("one");
          var sys = Sys.of(server);

          assertThat(sys.replaceState(state -> state + ", two")).isEqualTo("one, two");
          assertThat(Server.call(server, "?")).isEqualTo("one, two");
          sys.suspend();
          assertThat(sys.replaceState(state -> "three")).isEqualTo("three");
          assertThat(sys.getState()).isEqualTo("three");
          sys.resume();
          assertThat(Server.call(server, "?")).isEqualTo("three");
        });
  }

  @Test
  void a_function_that_throws_replaces_no_state() throws Exception {
    node.run(
        () -> {
          var server = server("state");
          var boom = new IllegalStateException("boom");

          assertThatThrownBy(
                  () ->
                      Sys.of(server)
                          .replaceState(
                              state -> {
                                throw boom;
                              }))
              .isInstanceOf(CallbackFailedException.class)
              .hasCause(boom);
          assertThat(Server.call(server, "?")).isEqualTo("state");
        });
  }

  @Test
  void code_is_changed_in_a_suspended_server_only() throws Exception {
    node.run(
        () -> {
          var server = server("state");
          var sys = Sys.of(server);

          assertThat(sys.changeCode("puppet", 1, "extra"))
              .isInstanceOf(ChangeCodeResult.NotSuspended.class);
          assertThat(Server.call(server, "?")).isEqualTo("state");

          sys.suspend();
          assertThat(sys.changeCode("puppet", 1, "extra"))
              .isEqualTo(new ChangeCodeResult.Changed());
          assertThat(sys.getState()).isEqualTo("1/state/extra");
          sys.resume();
          sys.suspend();
          assertThat(sys.changeCode("puppet", new Down(2), null))
              .isEqualTo(new ChangeCodeResult.Changed());
          assertThat(sys.getState()).isEqualTo("{down,2}/1/state/extra/null");
        });
  }

  /** Refuses to change its code, in the way that the extra argument says. */
  static final class Stubborn implements GenServer<String> {
    @Override
    public InitResult<String> init(@Nullable Object args) {
      return GenServer.ok("state");
    }

    @Override
    @SuppressWarnings("NullAway")
    public CodeChangeResult<String> codeChange(
        @Nullable Object oldVersion, @Nullable Object state, @Nullable Object extra) {
      return switch (extra) {
        case RuntimeException boom -> throw boom;
        case null -> null;
        default -> CodeChangeResult.error("nope");
      };
    }
  }

  /** Has no codeChange. */
  static final class Fixed implements GenServer<String> {
    @Override
    public InitResult<String> init(@Nullable Object args) {
      return GenServer.ok("state");
    }
  }

  @Test
  void a_change_that_fails_keeps_the_state_and_the_server() throws Exception {
    node.run(
        () -> {
          var server = pid(Server.start(Stubborn.class, null));
          var sys = Sys.of(server);
          var boom = new IllegalStateException("boom");
          sys.suspend();

          assertThat(sys.changeCode("m", 1, "no")).isEqualTo(new ChangeCodeResult.Refused("nope"));
          assertThat(sys.changeCode("m", 1, boom)).isEqualTo(new ChangeCodeResult.Crashed(boom));
          assertThat(sys.changeCode("m", 1, null)).isEqualTo(new ChangeCodeResult.BadReturn(null));
          assertThat(sys.getState()).isEqualTo("state");

          var fixed = pid(Server.start(Fixed.class, null));
          Sys.of(fixed).suspend();
          assertThat(Sys.of(fixed).changeCode("m", 1, null))
              .isInstanceOfSatisfying(
                  ChangeCodeResult.Crashed.class,
                  crashed -> assertThat(crashed.error()).hasMessageContaining("codeChange/3"));
        });
  }

  @Test
  void a_log_keeps_the_last_events() throws Exception {
    // OTP: sys_SUITE, log.
    node.run(
        () -> {
          var server = server("state");
          var sys = Sys.of(server);
          assertThat(sys.getLog()).isEmpty();

          sys.log(3);
          Server.call(server, "one");
          Server.call(server, "two");
          assertThat(sys.getLog())
              .satisfiesExactly(
                  event -> assertThat(event).isInstanceOf(SystemEvent.Answered.class),
                  event ->
                      assertThat(event)
                          .isInstanceOfSatisfying(
                              SystemEvent.In.class,
                              in ->
                                  assertThat(in.message())
                                      .isInstanceOfSatisfying(
                                          ServerMessage.Call.class,
                                          call -> assertThat(call.request()).isEqualTo("two"))),
                  event -> assertThat(event).isInstanceOf(SystemEvent.Answered.class));
          sys.log(1);
          assertThat(sys.getLog()).as("its length is settled").hasSize(3);
          sys.log(false);
          assertThat(sys.getLog()).isEmpty();
        });
  }

  @Test
  void statistics_count_the_messages_in_and_out() throws Exception {
    // OTP: sys_SUITE, stats.
    node.run(
        () -> {
          var server = server("state");
          var sys = Sys.of(server);
          assertThat(sys.getStatistics()).isEmpty();

          sys.statistics(true);
          Server.call(server, "one");
          Server.cast(server, "two");
          assertThat(Server.call(server, "?")).isEqualTo("two");

          assertThat(sys.getStatistics().map(Statistics::messagesIn)).contains(3L);
          assertThat(sys.getStatistics().map(Statistics::messagesOut)).contains(2L);
          sys.statistics(false);
          assertThat(sys.getStatistics()).isEmpty();
        });
  }

  @Test
  void an_installed_function_sees_every_event_until_it_is_done() throws Exception {
    node.run(
        () -> {
          var self = Process.self();
          var server = server("state");
          DebugFunction three =
              (count, event, name) -> {
                Process.send(self, name + " " + count);
                return count instanceof Integer n && n < 3 ? n + 1 : DebugFunction.DONE;
              };

          Sys.of(server).install("three", three, 1);
          Sys.of(server).install("three", three, 100);
          for (var i = 0; i < 5; i++) Server.call(server, "?");

          assertThat(List.of(Process.receive(), Process.receive(), Process.receive()))
              .containsExactly(server + " 1", server + " 2", server + " 3");
          assertThat(Process.receive(Duration.ZERO)).isNull();
        });
  }

  @Test
  void debug_functions_can_be_given_at_the_start_and_all_taken_out() throws Exception {
    node.run(
        () -> {
          var options = StartOptions.DEFAULT.debug(Debug.NONE.logging().counting());
          var server = pid(Server.start(Puppet.class, "state", options));
          var sys = Sys.of(server);

          Server.call(server, "?");
          assertThat(sys.getLog()).hasSize(2);
          assertThat(sys.getStatistics()).isPresent();
          sys.noDebug();
          assertThat(sys.getLog()).isEmpty();
          assertThat(sys.getStatistics()).isEmpty();
        });
  }

  @Test
  void the_status_tells_the_state_and_whether_it_is_suspended() throws Exception {
    node.run(
        () -> {
          var server = server("state");
          var sys = Sys.of(server);

          assertThat(sys.getStatus().suspended()).isFalse();
          assertThat(sys.getStatus().kind()).isEqualTo("gen_server");
          assertThat(sys.getStatus().status())
              .isEqualTo(new ServerStatus("state", null, null, List.of()));
          sys.suspend();
          assertThat(sys.getStatus().suspended()).isTrue();
        });
  }

  @Test
  void a_time_that_runs_starts_anew_with_a_system_message() throws Exception {
    node.run(
        () -> {
          var server = server(new Puppet.Told(Process.self()));
          var wait = Duration.ofMillis(600);
          Puppet.OnCall timed = (from, state) -> GenServer.<Object>reply("ok", state).timeout(wait);
          var start = System.nanoTime();
          Server.call(server, timed);

          assertThat(Process.receive(wait.dividedBy(2))).isNull();
          Sys.of(server).getState();

          assertThat(Process.receive()).isEqualTo(new Puppet.Info(Timeout.TIMEOUT));
          assertThat(Duration.ofNanos(System.nanoTime() - start))
              .isGreaterThanOrEqualTo(wait.plus(wait.dividedBy(2)));
        });
  }

  @Test
  void a_stopped_server_terminates_and_is_gone() throws Exception {
    // OTP: gen_server_SUITE, stop1, stop2, stop4.
    node.run(
        () -> {
          var server = server(new Puppet.Told(Process.self()));

          Server.stop(server, STOPPED, TestNode.PATIENCE);

          assertThat(Process.receive()).isEqualTo(new Puppet.Terminated(STOPPED));
          assertThat(Process.isAlive(server)).isFalse();
          assertThatThrownBy(() -> Server.stop(server))
              .isInstanceOfSatisfying(
                  ExitException.class,
                  exit -> assertThat(exit.reason()).isEqualTo(ExitReason.NOPROC));
          assertThatThrownBy(() -> Server.stop("nobody"))
              .isInstanceOfSatisfying(
                  ExitException.class,
                  exit -> assertThat(exit.reason()).isEqualTo(ExitReason.NOPROC));
        });
  }

  /** Ends otherwise than it is told to. */
  static final class Wayward implements GenServer<String> {
    @Override
    public InitResult<String> init(@Nullable Object args) {
      return GenServer.ok("state");
    }

    @Override
    public void terminate(ExitReason reason, String state) {
      Process.exit(STOPPED);
    }
  }

  @Test
  void a_stop_that_ends_otherwise_is_the_callers_exit() throws Exception {
    node.run(
        () -> {
          var server = pid(Server.start(Wayward.class, null));

          assertThatThrownBy(() -> Server.stop(server))
              .isInstanceOfSatisfying(
                  ExitException.class, exit -> assertThat(exit.reason()).isEqualTo(STOPPED));
        });
  }
}
