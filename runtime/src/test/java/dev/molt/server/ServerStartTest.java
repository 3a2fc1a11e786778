package dev.molt.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.molt.process.Process;
import dev.molt.process.Start;
import dev.molt.process.StartResult;
import dev.molt.process.StartResult.AlreadyStarted;
import dev.molt.process.StartResult.Failed;
import dev.molt.process.StartResult.Ignored;
import dev.molt.process.StartResult.Started;
import dev.molt.process.TestNode;
import dev.molt.sys.BadReturnValue;
import dev.molt.sys.CallExit;
import dev.molt.sys.CallOutcome;
import dev.molt.term.DownMessage;
import dev.molt.term.ExitMessage;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** OTP: gen_server_SUITE, start. */
class ServerStartTest {
  @RegisterExtension final TestNode node = new TestNode();

  static final ExitReason STOPPED = new ExitReason.Other("stopped");

  static Pid pid(StartResult result) {
    assertThat(result).isInstanceOf(Started.class);
    return ((Started) result).pid();
  }

  static Puppet.OnCall stop(ExitReason reason) {
    return (from, state) -> GenServer.stop(reason, "ok", state);
  }

  @Test
  void a_server_without_a_name_answers_until_it_is_stopped() throws Exception {
    node.run(
        () -> {
          var server = pid(Server.start(Puppet.class, "state"));
          var monitor = Process.monitor(server);

          assertThat(Server.call(server, "started?")).isEqualTo("state");
          assertThat(Server.call(server, stop(STOPPED))).isEqualTo("ok");

          assertThat(Process.receive()).isEqualTo(new DownMessage(monitor, server, STOPPED));
          assertThatThrownBy(() -> Server.call(server, "started?"))
              .isInstanceOfSatisfying(
                  CallExit.class,
                  exit -> assertThat(exit.failure().reason()).isEqualTo(ExitReason.NOPROC));
        });
  }

  @Test
  void an_init_that_takes_too_long_is_killed() throws Exception {
    node.run(
        () -> {
          Puppet.OnInit endless =
              () -> {
                Process.receive();
                return GenServer.ignore();
              };

          var result =
              Server.start(
                  Puppet.class, endless, StartOptions.DEFAULT.timeout(Duration.ofMillis(50)));

          assertThat(result).isEqualTo(new Failed(Start.TIMEOUT));
        });
  }

  @Test
  void an_init_may_ignore_the_start() throws Exception {
    node.run(
        () -> {
          Puppet.OnInit ignore = GenServer::ignore;

          assertThat(Server.start("ignored", Puppet.class, ignore)).isEqualTo(new Ignored());
          assertThat(Process.whereis("ignored")).isNull();
        });
  }

  @Test
  void an_init_that_stops_gives_its_reason_and_frees_the_name_first() throws Exception {
    node.run(
        () -> {
          Puppet.OnInit stop = () -> GenServer.stop(STOPPED);

          assertThat(Server.start("stopping", Puppet.class, stop)).isEqualTo(new Failed(STOPPED));
          assertThat(Process.whereis("stopping")).isNull();
        });
  }

  @Test
  void an_init_that_throws_fails_the_start_with_what_it_threw() throws Exception {
    node.run(
        () -> {
          var boom = new IllegalStateException("boom");
          Puppet.OnInit crash =
              () -> {
                throw boom;
              };

          assertThat(Server.start(Puppet.class, crash))
              .isEqualTo(new Failed(new ExitReason.Crash(boom)));
        });
  }

  @Test
  void an_init_that_exits_fails_the_start_with_its_reason() throws Exception {
    node.run(
        () -> {
          Puppet.OnInit exit =
              () -> {
                throw Process.exit(STOPPED);
              };

          assertThat(Server.start(Puppet.class, exit)).isEqualTo(new Failed(STOPPED));
        });
  }

  @Test
  void an_init_that_returns_nothing_is_a_bad_return_value() throws Exception {
    node.run(
        () -> {
          Puppet.OnInit bad = () -> null;

          assertThat(Server.start(Puppet.class, bad))
              .isEqualTo(new Failed(BadReturnValue.reason(null)));
        });
  }

  @Test
  void a_linked_server_takes_its_reason_to_the_starter() throws Exception {
    node.run(
        () -> {
          Process.trapExit(true);
          var server = pid(Server.startLink(Puppet.class, "state"));

          assertThat(Server.call(server, stop(STOPPED))).isEqualTo("ok");

          assertThat(Process.receive()).isEqualTo(new ExitMessage(server, STOPPED));
        });
  }

  @Test
  void a_name_belongs_to_one_server_at_a_time() throws Exception {
    node.run(
        () -> {
          var server = pid(Server.start("mine", Puppet.class, "first"));

          assertThat(Server.call("mine", "started?")).isEqualTo("first");
          assertThat(Server.start("mine", Puppet.class, "second"))
              .isEqualTo(new AlreadyStarted(server));
          assertThat(Server.startLink("mine", Puppet.class, "second"))
              .isEqualTo(new AlreadyStarted(server));

          Server.stop("mine");
          assertThat(Process.whereis("mine")).isNull();
          pid(Server.start("mine", Puppet.class, "third"));
          assertThat(Server.call("mine", "started?")).isEqualTo("third");
        });
  }

  @Test
  void a_server_can_be_started_and_asked_by_a_thread_that_is_no_process() {
    var servers = new Servers(node.processes);
    var server = pid(servers.start("outside", Puppet.class, "state", StartOptions.DEFAULT));

    assertThat(servers.call("outside", "?", TestNode.PATIENCE))
        .isEqualTo(new CallOutcome.Replied("state"));
    servers.cast(server, "changed");
    assertThat(servers.call(server, "?", TestNode.PATIENCE))
        .isEqualTo(new CallOutcome.Replied("changed"));
    servers.stop(server, ExitReason.SHUTDOWN, TestNode.PATIENCE);
    assertThat(servers.call(server, "?", TestNode.PATIENCE))
        .isEqualTo(new CallOutcome.Down(ExitReason.NOPROC));
  }

  @Test
  void the_view_of_a_server_tells_its_module() throws Exception {
    node.run(
        () -> {
          var server = pid(Server.start(Puppet.class, "state"));

          var view = node.processes.view(server).orElseThrow();
          assertThat(view.initialCall()).isEqualTo(Puppet.class.getName() + ".init/1");
        });
  }
}
