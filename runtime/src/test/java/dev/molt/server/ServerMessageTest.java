package dev.molt.server;

import static dev.molt.server.ServerStartTest.STOPPED;
import static dev.molt.server.ServerStartTest.pid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.code.Undef;
import dev.molt.process.Process;
import dev.molt.process.ProcessStatus;
import dev.molt.process.TestNode;
import dev.molt.sys.BadReturnValue;
import dev.molt.term.DownMessage;
import dev.molt.term.ExitMessage;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** OTP: gen_server_SUITE, cast, info, hibernate. */
class ServerMessageTest {
  @RegisterExtension final TestNode node = new TestNode();

  private static Pid told() {
    return pid(Server.start(Puppet.class, new Puppet.Told(Process.self())));
  }

  private static ExitReason end(Pid server, Runnable cause) {
    var monitor = Process.monitor(server);
    cause.run();
    return Process.receive(
        message ->
            message instanceof DownMessage down && down.monitor().equals(monitor)
                ? down.reason()
                : null);
  }

  @Test
  void a_cast_changes_the_state() throws Exception {
    node.run(
        () -> {
          var server = pid(Server.start(Puppet.class, "old"));

          Server.cast(server, "new");

          assertThat(Server.call(server, "state?")).isEqualTo("new");
        });
  }

  @Test
  void a_cast_to_nobody_is_lost_without_a_word() throws Exception {
    node.run(
        () -> {
          Server.cast("nobody", "hello");
          Server.cast(new Pid(0, 1_000_000), "hello");
        });
  }

  @Test
  void a_cast_may_stop_the_server() throws Exception {
    node.run(
        () -> {
          var server = told();
          Puppet.OnCast stop = state -> GenServer.stop(STOPPED, state);

          assertThat(end(server, () -> Server.cast(server, stop))).isEqualTo(STOPPED);
          assertThat(Process.receive()).isEqualTo(new Puppet.Terminated(STOPPED));
        });
  }

  @Test
  void a_cast_that_returns_nothing_is_a_bad_return_value() throws Exception {
    node.run(
        () -> {
          var server = told();
          Puppet.OnCast bad = state -> null;

          assertThat(end(server, () -> Server.cast(server, bad)))
              .isEqualTo(BadReturnValue.reason(null));
        });
  }

  @Test
  void any_other_message_is_info() throws Exception {
    node.run(
        () -> {
          var server = told();

          Process.send(server, "hello");

          assertThat(Process.receive()).isEqualTo(new Puppet.Info("hello"));
        });
  }

  @Test
  void info_may_stop_the_server() throws Exception {
    node.run(
        () -> {
          var server = told();
          Puppet.OnInfo stop = state -> GenServer.stop(ExitReason.NORMAL, state);

          assertThat(end(server, () -> Process.send(server, stop))).isEqualTo(ExitReason.NORMAL);
        });
  }

  @Test
  void a_time_that_info_gives_runs_out() throws Exception {
    node.run(
        () -> {
          var server = told();
          Puppet.OnInfo wait = state -> GenServer.<Object>noReply(state).timeout(Duration.ZERO);

          Process.send(server, wait);

          assertThat(Process.receive()).isEqualTo(new Puppet.Info(Timeout.TIMEOUT));
        });
  }

  @Test
  void messages_that_are_here_go_before_a_timeout_of_zero() throws Exception {
    node.run(
        () -> {
          var server = told();
          Puppet.OnInfo wait =
              state -> {
                Process.send(Process.self(), "first");
                return GenServer.<Object>noReply(state).timeout(Duration.ZERO);
              };

          Process.send(server, wait);

          assertThat(Process.receive()).isEqualTo(new Puppet.Info("first"));
        });
  }

  /** Has no callback but init. */
  static final class Bare implements GenServer<String> {
    @Override
    public InitResult<String> init(@Nullable Object args) {
      return GenServer.ok("state");
    }
  }

  @Test
  void a_module_without_handleInfo_drops_the_message_and_lives_on() throws Exception {
    node.run(
        () -> {
          var server = pid(Server.start(Bare.class, null));

          Process.send(server, "hello");
          Process.send(server, "hello again");

          var reason =
              end(
                  server,
                  () -> Server.callResult(server, "a call meets it alive", TestNode.PATIENCE));
          assertThat(reason)
              .isInstanceOfSatisfying(
                  ExitReason.Crash.class,
                  crash ->
                      assertThat(crash.error())
                          .isInstanceOfSatisfying(
                              Undef.class,
                              undef -> assertThat(undef.function()).isEqualTo("handleCall")));
        });
  }

  @Test
  void a_module_without_handleCast_ends_with_undef() throws Exception {
    node.run(
        () -> {
          var server = pid(Server.start(Bare.class, null));

          assertThat(end(server, () -> Server.cast(server, "hello")))
              .isInstanceOfSatisfying(
                  ExitReason.Crash.class,
                  crash -> assertThat(crash.error()).isInstanceOf(Undef.class));
        });
  }

  @Test
  void a_server_that_traps_exits_terminates_when_its_parent_ends() throws Exception {
    // OTP: gen_server_SUITE, spec_init: terminate on parent exit.
    node.run(
        () -> {
          var told = new Puppet.Told(Process.self());
          Puppet.OnInit init =
              () -> {
                Process.trapExit(true);
                return GenServer.ok(told);
              };
          var self = Process.self();
          var parent =
              Process.spawn(
                  () -> {
                    Process.send(self, pid(Server.startLink(Puppet.class, init)));
                    Process.receive();
                    Process.exit(STOPPED);
                  });
          var child = (Pid) Process.receive();

          assertThat(end(child, () -> Process.send(parent, "end"))).isEqualTo(STOPPED);
          assertThat(Process.receive()).isEqualTo(new Puppet.Terminated(STOPPED));
        });
  }

  @Test
  void the_exit_of_somebody_else_is_info_to_a_server_that_traps_exits() throws Exception {
    node.run(
        () -> {
          var told = new Puppet.Told(Process.self());
          Puppet.OnInit init =
              () -> {
                Process.trapExit(true);
                return GenServer.ok(told);
              };
          var server = pid(Server.start(Puppet.class, init));

          Process.exit(server, STOPPED);

          assertThat(Process.receive())
              .isEqualTo(new Puppet.Info(new ExitMessage(Process.self(), STOPPED)));
        });
  }

  @Test
  void an_exit_signal_ends_a_server_that_does_not_trap_without_terminate() throws Exception {
    node.run(
        () -> {
          var server = told();

          assertThat(end(server, () -> Process.exit(server, STOPPED))).isEqualTo(STOPPED);
          assertThat(Process.receive(Duration.ZERO)).isNull();
        });
  }

  @Test
  void a_hibernating_server_has_no_stack_and_wakes_with_a_message() throws Exception {
    node.run(
        () -> {
          var server = told();
          Puppet.OnCast sleep = state -> GenServer.<Object>noReply(state).hibernate();

          Server.cast(server, sleep);
          awaitHibernation(server);
          Process.send(server, "wake");

          assertThat(Process.receive()).isEqualTo(new Puppet.Info("wake"));
        });
  }

  @Test
  void a_server_that_is_idle_for_long_hibernates_by_itself() throws Exception {
    node.run(
        () -> {
          var options = StartOptions.DEFAULT.hibernateAfter(Duration.ofMillis(10));
          var server = pid(Server.start(Puppet.class, "state", options));

          awaitHibernation(server);

          assertThat(Server.call(server, "state?")).isEqualTo("state");
        });
  }

  private void awaitHibernation(Pid server) {
    Awaitility.await()
        .atMost(TestNode.PATIENCE)
        .until(
            () -> {
              var view = node.processes.view(server).orElseThrow();
              return view.thread() == null && view.status() instanceof ProcessStatus.Waiting;
            });
  }
}
