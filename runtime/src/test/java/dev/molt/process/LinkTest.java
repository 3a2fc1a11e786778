package dev.molt.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.molt.term.DownMessage;
import dev.molt.term.ExitMessage;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LinkTest {
  private static final ExitReason BOOM = new ExitReason.Other("boom");

  @RegisterExtension final TestNode node = new TestNode();

  private Pid linkedTo(Pid other) {
    Pid pid =
        node.spawn(
            () -> {
              Process.link(other);
              TestNode.waitForEver();
            });
    node.awaitRest(pid);
    return pid;
  }

  @Test
  void who_is_linked_falls_with_the_other_and_with_its_reason() {
    Pid a = node.idle();
    Pid b = linkedTo(a);
    node.processes.exit(a, BOOM);
    assertThat(node.reasonOf(b)).isEqualTo(BOOM);
  }

  @Test
  void a_link_works_both_ways() {
    Pid a = node.idle();
    Pid b = linkedTo(a);
    assertThat(node.view(a).links()).containsExactly(b);
    assertThat(node.view(b).links()).containsExactly(a);
    node.processes.exit(b, BOOM);
    assertThat(node.reasonOf(a)).isEqualTo(BOOM);
  }

  @Test
  void a_normal_end_passes_a_link_without_effect() {
    Pid a = node.spawn(Process::receive);
    Pid b = linkedTo(a);
    node.processes.send(a, "end");
    assertThat(node.reasonOf(a)).isEqualTo(ExitReason.NORMAL);
    TestNode.until(() -> node.view(b).links().isEmpty());
    assertThat(node.processes.isAlive(b)).isTrue();
  }

  @Test
  void who_traps_gets_a_message_and_lives() throws Exception {
    node.run(
        () -> {
          Process.trapExit(true);
          Pid child = Process.spawnLink(() -> Process.exit(BOOM));
          assertThat(Process.receive()).isEqualTo(new ExitMessage(child, BOOM));
          Pid normal = Process.spawnLink(() -> {});
          assertThat(Process.receive()).isEqualTo(new ExitMessage(normal, ExitReason.NORMAL));
        });
  }

  @Test
  void a_link_to_the_dead_is_a_signal_noproc() throws Exception {
    Pid dead = node.spawn(() -> {});
    node.reasonOf(dead);
    TestNode.until(() -> node.processes.view(dead).isEmpty());
    Pid naive = node.spawn(() -> Process.link(dead));
    assertThat(node.reasonOf(naive)).isEqualTo(ExitReason.NOPROC);
    node.run(
        () -> {
          Process.trapExit(true);
          Process.link(dead);
          assertThat(Process.receive()).isEqualTo(new ExitMessage(dead, ExitReason.NOPROC));
        });
  }

  @Test
  void a_link_to_oneself_is_none() throws Exception {
    node.run(
        () -> {
          Process.link(Process.self());
          assertThat(Process.processes().view(Process.self()).orElseThrow().links()).isEmpty();
        });
  }

  @Test
  void linking_twice_is_linking_once() throws Exception {
    Pid a = node.idle();
    node.run(
        () -> {
          Process.link(a);
          Process.link(a);
          Process.unlink(a);
          Process.exit(a, BOOM);
        });
    assertThat(node.reasonOf(a)).isEqualTo(BOOM);
  }

  @Test
  void after_unlink_nothing_comes_through_the_link() throws Exception {
    for (int round = 0; round < 300; round++) {
      node.run(
          () -> {
            Process.trapExit(true);
            Pid child = Process.spawnLink(() -> Process.exit(BOOM));
            Process.unlink(child);
            // What came before the unlink may be there; after it nothing comes.
            Object before = Process.receive(Duration.ZERO);
            assertThat(before == null || before.equals(new ExitMessage(child, BOOM))).isTrue();
            Spawned later = Process.spawnMonitor(() -> {});
            Process.receive(
                message ->
                    message instanceof DownMessage down && down.monitor().equals(later.monitor())
                        ? down
                        : null);
            assertThat(Process.receive(Duration.ZERO)).isNull();
          });
    }
  }

  @Test
  void a_death_listener_learns_who_took_whom_down() throws Exception {
    var deaths = new ConcurrentLinkedQueue<Death>();
    node.processes.addDeathListener(deaths::add);
    Pid a = node.idle();
    Pid b = linkedTo(a);
    node.processes.exit(a, BOOM);
    node.reasonOf(b);
    TestNode.until(() -> deaths.size() == 2);
    assertThat(deaths)
        .extracting(Death::pid, Death::causedBy)
        .containsExactly(tuple(a, null), tuple(b, a));
  }
}
