package dev.molt.server;

import static dev.molt.server.ServerStartTest.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.process.Fun0;
import dev.molt.process.Next;
import dev.molt.process.Proc0;
import dev.molt.process.Process;
import dev.molt.process.TestNode;
import dev.molt.sys.CallOutcome;
import dev.molt.sys.Sys;
import dev.molt.term.DownMessage;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** OTP: gen_server_SUITE, spec_init, spec_init_local_registered_parent; send_request. */
class EnterLoopTest {
  @RegisterExtension final TestNode node = new TestNode();

  private static Pid entering(Fun0<Next> body) {
    return Process.spawnLink(body);
  }

  @Test
  void a_process_can_become_a_server() throws Exception {
    node.run(
        () -> {
          Process.trapExit(true);
          var server = entering(() -> Server.enterLoop(Puppet.class, "state"));

          assertThat(Server.call(server, "?")).isEqualTo("state");
          assertThat(Sys.of(server).getStatus().parent()).isEqualTo(Process.self());
          Server.stop(server);
        });
  }

  @Test
  void it_may_have_a_name_and_wait_for_a_first_message() throws Exception {
    node.run(
        () -> {
          var told = new Puppet.Told(Process.self());
          entering(
              () -> {
                Process.register("entered", Process.self());
                var soon = new After.Within(Duration.ZERO);
                return Server.enterLoop("entered", Puppet.class, told, soon, StartOptions.DEFAULT);
              });

          assertThat(Process.receive()).isEqualTo(new Puppet.Info(Timeout.TIMEOUT));
          assertThat(Server.call("entered", "?")).isEqualTo(told);
        });
  }

  @Test
  void a_name_that_is_not_its_own_ends_it() throws Exception {
    node.run(
        () -> {
          Proc0 end = () -> {};
          var spawned =
              Process.spawnMonitor(
                  () ->
                      Server.enterLoop(
                          "other", Puppet.class, end, After.FOREVER, StartOptions.DEFAULT));

          assertThat(Process.receive())
              .isEqualTo(
                  new DownMessage(
                      spawned.monitor(),
                      spawned.pid(),
                      new ExitReason.Other("process_not_registered")));
        });
  }

  @Test
  void it_terminates_when_its_parent_ends() throws Exception {
    node.run(
        () -> {
          var self = Process.self();
          var told = new Puppet.Told(self);
          var parent =
              Process.spawn(
                  () -> {
                    Process.spawnLink(
                        () -> {
                          Process.trapExit(true);
                          Process.send(self, "ready");
                          return Server.enterLoop(Puppet.class, told);
                        });
                    Process.receive();
                    throw Process.exit(STOPPED);
                  });
          assertThat(Process.receive()).isEqualTo("ready");

          Process.send(parent, "end");

          assertThat(Process.receive()).isEqualTo(new Puppet.Terminated(STOPPED));
        });
  }

  @Test
  void an_answer_can_be_asked_for_later() throws Exception {
    node.run(
        () -> {
          var server = ServerStartTest.pid(Server.start(Puppet.class, "state"));
          var first = Server.sendRequest(server, "1?");
          var second = Server.sendRequest(server, "2?");

          assertThat(second.receive(TestNode.PATIENCE)).isEqualTo(new CallOutcome.Replied("state"));
          assertThat(first.check(Process.receive())).isEqualTo(new CallOutcome.Replied("state"));
          assertThat(first.check("anything else")).isNull();
        });
  }

  @Test
  void an_answer_that_is_awaited_in_vain_can_be_awaited_again_or_given_up() throws Exception {
    node.run(
        () -> {
          var server = ServerStartTest.pid(Server.start(Puppet.class, "state"));
          Puppet.OnCall wait =
              (from, state) -> {
                Process.receive(message -> message.equals("go on") ? message : null);
                return GenServer.reply("waited", state);
              };
          var patient = Server.sendRequest(server, wait);
          var impatient = Server.sendRequest(server, wait);

          assertThat(patient.await(Duration.ZERO)).isEqualTo(new CallOutcome.TimedOut());
          assertThat(impatient.receive(Duration.ZERO)).isEqualTo(new CallOutcome.TimedOut());
          Process.send(server, "go on");
          assertThat(patient.await(TestNode.PATIENCE)).isEqualTo(new CallOutcome.Replied("waited"));
          Process.send(server, "go on");
          Server.stop(server);
          assertThat(Process.receive(Duration.ZERO)).as("given up").isNull();
        });
  }

  @Test
  void a_request_to_nobody_is_answered_with_noproc() throws Exception {
    node.run(
        () ->
            assertThat(Server.sendRequest("nobody", "?").receive(TestNode.PATIENCE))
                .isEqualTo(new CallOutcome.Down(ExitReason.NOPROC)));
  }
}
