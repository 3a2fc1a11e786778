package dev.molt.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.term.Alias;
import dev.molt.term.DownMessage;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import dev.molt.term.Ref;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MonitorTest {
  private static final ExitReason BOOM = new ExitReason.Other("boom");

  @RegisterExtension final TestNode node = new TestNode();

  @Nested
  class OtpMonitorSuite {
    @Test
    void case_1_monitor_exit_then_demonitor_with_the_down_message_there() throws Exception {
      node.run(
          () -> {
            Spawned child = Process.spawnMonitor(() -> Process.exit(BOOM));
            DownMessage down = Process.receive(Matcher.of(DownMessage.class));
            assertThat(down).isEqualTo(new DownMessage(child.monitor(), child.pid(), BOOM));
            assertThat(Process.demonitor(child.monitor())).isTrue();
          });
    }

    @Test
    void mon_1_a_monitor_on_the_dead_says_noproc_and_on_a_name_says_the_name() throws Exception {
      Pid dead = node.spawn(() -> {});
      node.reasonOf(dead);
      TestNode.until(() -> node.processes.view(dead).isEmpty());
      node.run(
          () -> {
            Ref pid = Process.monitor(dead);
            assertThat(Process.receive()).isEqualTo(new DownMessage(pid, dead, ExitReason.NOPROC));
            Ref name = Process.monitor("nobody");
            assertThat(Process.receive())
                .isEqualTo(new DownMessage(name, "nobody", ExitReason.NOPROC));
          });
    }

    @Test
    void named_down_the_name_is_free_when_the_down_message_comes() throws Exception {
      for (int round = 0; round < 500; round++) {
        Pid named = node.processes.spawn(SpawnOptions.DEFAULT.named("gone"), TestNode.IDLE);
        node.run(
            () -> {
              Ref ref = Process.monitor("gone");
              Process.exit(named, ExitReason.KILL);
              assertThat(Process.receive())
                  .isEqualTo(new DownMessage(ref, "gone", ExitReason.KILLED));
              assertThat(Process.whereis("gone")).isNull();
              assertThat(Process.processes().view(named)).isEmpty();
            });
      }
    }

    @Test
    void demon_1_after_demonitor_no_down_message_comes() throws Exception {
      Pid other = node.idle();
      node.run(
          () -> {
            Ref ref = Process.monitor(other);
            assertThat(Process.demonitor(ref)).isTrue();
            Ref second = Process.monitor(other);
            Process.exit(other, BOOM);
            assertThat(Process.receive()).isEqualTo(new DownMessage(second, other, BOOM));
            assertThat(Process.receive(Duration.ZERO)).isNull();
          });
    }

    @Test
    void demonitor_flush_takes_the_down_message_out() throws Exception {
      node.run(
          () -> {
            Spawned child = Process.spawnMonitor(() -> {});
            Pid me = Process.self();
            TestNode.until(() -> node.view(me).mailboxSize() == 1);
            assertThat(
                    Process.demonitor(child.monitor(), DemonitorOption.FLUSH, DemonitorOption.INFO))
                .as("it had fired")
                .isFalse();
            assertThat(Process.receive(Duration.ZERO)).isNull();
          });
    }

    @Test
    void demon_2_info_says_whether_there_was_a_monitor() throws Exception {
      Pid other = node.idle();
      node.run(
          () -> {
            Ref ref = Process.monitor(other);
            assertThat(Process.demonitor(ref, DemonitorOption.INFO)).isTrue();
            assertThat(Process.demonitor(ref, DemonitorOption.INFO)).isFalse();
            assertThat(Process.demonitor(ref)).isTrue();
          });
    }

    @Test
    void large_exit_a_reason_is_handed_over_as_it_is() throws Exception {
      List<Integer> large = new ArrayList<>();
      for (int i = 0; i < 100_000; i++) large.add(i);
      ExitReason reason = new ExitReason.Other(List.copyOf(large));
      node.run(
          () -> {
            Process.spawnMonitor(() -> Process.exit(reason));
            assertThat(((DownMessage) Process.receive()).reason()).isSameAs(reason);
          });
    }

    @Test
    void list_cleanup_many_monitors_on_one_process_all_fire_once_and_are_forgotten()
        throws Exception {
      Pid watched = node.idle();
      node.run(
          () -> {
            List<Ref> refs = new ArrayList<>();
            for (int i = 0; i < 200; i++) refs.add(Process.monitor(watched));
            for (int i = 0; i < 200; i += 2) Process.demonitor(refs.get(i));
            assertThat(node.view(watched).monitoredBy()).hasSize(100).containsOnly(Process.self());
            Process.exit(watched, BOOM);
            List<Ref> fired = new ArrayList<>();
            for (int i = 0; i < 100; i++) fired.add(((DownMessage) Process.receive()).monitor());
            for (int i = 0; i < 200; i += 2) assertThat(fired).doesNotContain(refs.get(i));
            assertThat(fired).doesNotHaveDuplicates();
            assertThat(Process.receive(Duration.ZERO)).isNull();
          });
    }

    @Test
    void a_monitor_on_oneself_is_none() throws Exception {
      node.run(
          () -> {
            Ref ref = Process.monitor(Process.self());
            assertThat(Process.demonitor(ref, DemonitorOption.INFO)).isFalse();
          });
    }
  }

  @Test
  void the_dead_are_forgotten_by_those_they_monitored() throws Exception {
    Pid watched = node.idle();
    node.run(() -> Process.monitor(watched));
    TestNode.until(() -> node.view(watched).monitoredBy().isEmpty());
  }

  @Test
  void a_monitor_on_the_doomed_says_noproc_but_only_when_they_are_gone() throws Exception {
    CompletableFuture<Boolean> go = new CompletableFuture<>();
    CompletableFuture<Boolean> runs = new CompletableFuture<>();
    Pid doomed =
        node.spawn(
            () -> {
              runs.complete(true);
              go.join();
            });
    TestNode.await(runs);
    node.run(
        () -> {
          Process.exit(doomed, BOOM);
          Ref ref = Process.monitor(doomed);
          assertThat(Process.receive(Duration.ZERO)).isNull();
          go.complete(true);
          assertThat(Process.receive()).isEqualTo(new DownMessage(ref, doomed, ExitReason.NOPROC));
          assertThat(node.processes.view(doomed)).isEmpty();
        });
  }

  @Nested
  class Watch {
    @Test
    void a_thread_that_is_no_process_can_watch_one() {
      Pid pid = node.idle();
      CompletableFuture<DownMessage> down = new CompletableFuture<>();
      Ref ref = node.processes.watch(pid, down::complete);
      assertThat(node.view(pid).monitoredBy()).containsExactly(node.processes.outside());
      node.processes.exit(pid, BOOM);
      assertThat(TestNode.await(down)).isEqualTo(new DownMessage(ref, pid, BOOM));
    }

    @Test
    void a_watch_taken_back_does_not_fire() {
      Pid pid = node.idle();
      List<DownMessage> downs = new ArrayList<>();
      Ref ref = node.processes.watch(pid, downs::add);
      assertThat(node.processes.unwatch(pid, ref)).isTrue();
      assertThat(node.processes.unwatch(pid, ref)).isFalse();
      CompletableFuture<DownMessage> second = new CompletableFuture<>();
      node.processes.watch(pid, second::complete);
      node.processes.exit(pid, BOOM);
      TestNode.await(second);
      assertThat(downs).isEmpty();
    }

    @Test
    void a_watcher_that_fails_does_not_keep_others_from_being_told() {
      Pid pid = node.idle();
      node.processes.watch(
          pid,
          down -> {
            throw TestNode.onPurpose();
          });
      CompletableFuture<DownMessage> second = new CompletableFuture<>();
      node.processes.watch(pid, second::complete);
      node.processes.exit(pid, BOOM);
      assertThat(TestNode.await(second).reason()).isEqualTo(BOOM);
    }
  }

  @Nested
  class Aliases {
    private record Call(Alias replyTo, Object what) {}

    private Pid server() {
      return node.spawn(
          () -> {
            while (true) {
              Call call = Process.receive(Matcher.of(Call.class));
              Process.send(call.replyTo(), call.what());
              Process.send(call.replyTo(), "a second answer");
            }
          });
    }

    @Test
    void an_alias_until_reply_takes_one_answer_and_its_monitor_back() throws Exception {
      Pid server = server();
      node.run(
          () -> {
            Alias alias = Process.monitorAlias(server, AliasMode.UNTIL_REPLY);
            Process.send(server, new Call(alias, "hello"));
            assertThat(Process.receive()).isEqualTo("hello");
            assertThat(Process.demonitor(alias.ref(), DemonitorOption.INFO)).isFalse();
            TestNode.until(() -> node.view(server).monitoredBy().isEmpty());
            node.awaitRest(server);
            assertThat(Process.receive(Duration.ZERO)).isNull();
          });
    }

    @Test
    void an_answer_after_demonitor_is_dropped() throws Exception {
      Pid server = server();
      node.run(
          () -> {
            for (AliasMode mode : List.of(AliasMode.UNTIL_REPLY, AliasMode.UNTIL_DEMONITOR)) {
              Alias alias = Process.monitorAlias(server, mode);
              Process.demonitor(alias.ref(), DemonitorOption.FLUSH);
              Process.send(server, new Call(alias, "late"));
            }
            node.awaitRest(server);
            assertThat(node.view(server).mailboxSize()).isZero();
            assertThat(Process.receive(Duration.ZERO)).isNull();
          });
    }

    @Test
    void an_alias_until_demonitor_ends_with_the_down_message() throws Exception {
      Pid server = server();
      node.run(
          () -> {
            Alias alias = Process.monitorAlias(server, AliasMode.UNTIL_DEMONITOR);
            Process.exit(server, BOOM);
            assertThat(Process.receive()).isEqualTo(new DownMessage(alias.ref(), server, BOOM));
            Process.send(alias, "late");
            assertThat(Process.receive(Duration.ZERO)).isNull();
          });
    }

    @Test
    void an_alias_lasts_until_it_is_given_up() throws Exception {
      node.run(
          () -> {
            Alias alias = Process.alias(AliasMode.UNTIL_UNALIAS);
            Process.send(alias, 1);
            Process.send(alias, 2);
            assertThat(Process.unalias(alias)).isTrue();
            assertThat(Process.unalias(alias)).isFalse();
            Process.send(alias, 3);
            assertThat(List.of(Process.receive(), Process.receive())).containsExactly(1, 2);
            assertThat(Process.receive(Duration.ZERO)).isNull();
          });
    }

    @Test
    void somebody_who_is_no_process_has_aliases_for_one_message() {
      Pid server = server();
      CompletableFuture<Object> answer = new CompletableFuture<>();
      Alias alias = node.processes.alias(answer::complete);
      node.processes.send(server, new Call(alias, "hello"));
      assertThat(TestNode.await(answer)).isEqualTo("hello");
      assertThat(node.processes.unalias(alias)).isFalse();
    }
  }
}
