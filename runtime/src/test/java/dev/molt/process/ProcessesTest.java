package dev.molt.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProcessesTest {
  @RegisterExtension final TestNode node = new TestNode();

  @Test
  void closing_a_node_ends_all_its_processes_and_no_new_ones_start() {
    Processes other = new Processes(1);
    for (int i = 0; i < 100; i++) other.spawn(SpawnOptions.DEFAULT, TestNode.IDLE);
    assertThat(other.close(TestNode.PATIENCE)).isEmpty();
    assertThat(other.count()).isZero();
    assertThatThrownBy(() -> other.spawn(SpawnOptions.DEFAULT, TestNode.IDLE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void closing_names_those_that_do_not_end() {
    Processes other = new Processes(1);
    CompletableFuture<Boolean> go = new CompletableFuture<>();
    CompletableFuture<Boolean> busy = new CompletableFuture<>();
    Pid stubborn =
        other.spawn(
            SpawnOptions.DEFAULT,
            (Proc0)
                () -> {
                  busy.complete(true);
                  go.join();
                });
    TestNode.await(busy);
    List<ProcessView> left = other.close(Duration.ofMillis(30));
    assertThat(left).extracting(ProcessView::pid).containsExactly(stubborn);
    go.complete(true);
    TestNode.until(() -> other.count() == 0);
  }

  @Test
  void two_nodes_in_one_jvm_do_not_see_each_other() throws Exception {
    try (Processes other = new Processes(1)) {
      Pid there = other.spawn(SpawnOptions.DEFAULT.named("there"), TestNode.IDLE);
      node.run(
          () -> {
            assertThat(Process.processes()).isSameAs(node.processes);
            assertThat(Process.whereis("there")).isNull();
            assertThat(Process.isAlive(there)).isFalse();
            Process.send(there, "lost");
            Process.exit(there, ExitReason.KILL);
          });
      assertThat(other.isAlive(there)).isTrue();
      assertThat(other.view(there).orElseThrow().mailboxSize()).isZero();
    }
  }

  private static final class Hung {}

  @Test
  void what_a_node_hangs_on_its_processes_is_found_in_them() throws Exception {
    Hung hung = new Hung();
    node.processes.attach(Hung.class, hung);
    assertThat(node.inProcess(() -> Process.processes().attachment(Hung.class))).isSameAs(hung);
    assertThatThrownBy(() -> node.processes.attachment(String.class))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void new_processes_get_the_nodes_context_class_loader() throws Exception {
    ClassLoader loader = new ClassLoader("of the node", getClass().getClassLoader()) {};
    node.processes.contextClassLoader(loader);
    assertThat(node.inProcess(() -> Thread.currentThread().getContextClassLoader()))
        .isSameAs(loader);
  }

  @Test
  void a_process_is_not_inherited_by_threads_that_it_starts() throws Exception {
    node.run(
        () -> {
          CompletableFuture<Boolean> inherited = new CompletableFuture<>();
          Thread.ofVirtual().start(() -> inherited.complete(Process.isProcess()));
          assertThat(TestNode.await(inherited)).isFalse();
        });
  }

  @Test
  void the_moves_stay_the_same_while_a_process_rests_and_grow_when_it_has_run() {
    Pid pid =
        node.spawn(
            () -> {
              while (true) Process.receive();
            });
    node.awaitRest(pid);
    long before = node.view(pid).moves();
    assertThat(before).isEven();
    assertThat(node.view(pid).moves()).isEqualTo(before);
    assertThat(node.view(pid).frames())
        .anySatisfy(frame -> assertThat(frame.getClassName()).isEqualTo(getClass().getName()));
    node.processes.send(pid, "run");
    TestNode.until(() -> node.view(pid).moves() > before);
    node.awaitRest(pid);
    assertThat(node.view(pid).moves()).isEven();
  }

  @Test
  void a_view_tells_what_a_process_waits_for_and_what_it_was_started_with() {
    Pid pid = node.spawn(() -> Process.receive(message -> null));
    node.awaitRest(pid);
    assertThat(node.status(pid))
        .isInstanceOfSatisfying(
            ProcessStatus.Waiting.class,
            waiting -> assertThat(waiting.what()).isEqualTo("a message that matches"));
    assertThat(node.view(pid).initialCall()).startsWith(getClass().getName());
    assertThat(node.view(pid).trapsExit()).isFalse();
    ProcessView view = node.view(pid);
    node.processes.exit(pid, ExitReason.KILL);
    node.reasonOf(pid);
    TestNode.until(() -> view.status().equals(new ProcessStatus.Dead(ExitReason.KILLED)));
    assertThat(view.frames()).isEmpty();
  }

  @Test
  void a_process_with_mail_that_it_has_not_looked_at_is_not_at_rest() {
    CompletableFuture<Boolean> go = new CompletableFuture<>();
    CompletableFuture<Boolean> busy = new CompletableFuture<>();
    Pid pid =
        node.spawn(
            () -> {
              Process.receive();
              busy.complete(true);
              go.join();
            });
    node.awaitRest(pid);
    node.processes.send(pid, "mail");
    assertThat(node.status(pid)).isNotInstanceOf(ProcessStatus.Waiting.class);
    TestNode.await(busy);
    go.complete(true);
    node.reasonOf(pid);
  }

  @Test
  void pids_are_never_used_twice() {
    ConcurrentHashMap<Pid, Boolean> seen = new ConcurrentHashMap<>();
    for (int i = 0; i < 1_000; i++) {
      assertThat(seen.put(node.spawn(() -> {}), true)).isNull();
    }
  }

  @Test
  void the_process_dictionary_is_the_processes_own() throws Exception {
    node.run(
        () -> {
          assertThat(Process.put("key", 1)).isNull();
          assertThat(Process.put("key", 2)).isEqualTo(1);
          assertThat(Process.get("key")).isEqualTo(2);
          CompletableFuture<Boolean> seen = new CompletableFuture<>();
          Process.spawn(() -> seen.complete(Process.get("key") != null));
          assertThat(Process.await(seen, Deadline.NEVER)).isFalse();
          assertThat(Process.dictionary()).containsExactly(Map.entry("key", 2));
          assertThat(Process.erase("key")).isEqualTo(2);
          assertThat(Process.erase("key")).isNull();
          assertThat(Process.get("key")).isNull();
        });
  }
}
