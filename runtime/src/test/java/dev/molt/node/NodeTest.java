package dev.molt.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.molt.code.ModuleName;
import dev.molt.code.TestModules;
import dev.molt.process.Fun;
import dev.molt.process.Proc0;
import dev.molt.process.Process;
import dev.molt.process.ProcessStatus;
import dev.molt.process.SpawnOptions;
import dev.molt.term.ExitMessage;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class NodeTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @Test
  void two_nodes_in_one_jvm_have_names_pids_and_modules_of_their_own() {
    try (var one = Node.open();
        var other = Node.open()) {
      var waiter = spawn(one, Process::receive);
      one.processes().register("waiter", waiter);
      one.code().loadBinary(TestModules.compile("public class OnlyHere {}"));

      assertThat(other.number()).isNotEqualTo(one.number());
      assertThat(other.processes().whereis("waiter")).isNull();
      assertThat(other.processes().isAlive(waiter)).isFalse();
      assertThat(one.code().isLoaded(ModuleName.of("OnlyHere"))).isTrue();
      assertThat(other.code().isLoaded(ModuleName.of("OnlyHere"))).isFalse();
    }
  }

  @Test
  void closing_one_node_leaves_the_other_alone() {
    try (var one = Node.open();
        var other = Node.open()) {
      var there = spawn(one, Process::receive);
      var here = spawn(other, Process::receive);

      assertThat(one.close(LONG)).isEmpty();

      assertThat(one.processes().isAlive(there)).isFalse();
      assertThat(other.processes().isAlive(here)).isTrue();
    }
  }

  @Test
  void a_process_answers_although_four_busy_ones_hold_all_carriers() throws Exception {
    try (var node = Node.open()) {
      var enough = new AtomicBoolean();
      var echo = spawn(node, () -> answer());
      assertThat(ask(node, echo)).isTrue();
      var busy = new ArrayList<Pid>();
      var count = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
      for (var i = 0; i < count; i++) busy.add(spawn(node, () -> spin(enough)));

      var started = System.nanoTime();
      assertThat(ask(node, echo)).isTrue();
      System.out.printf(
          "beside %d new busy processes another one answered after %d ms%n",
          count, (System.nanoTime() - started) / 1_000_000);
      await().atMost(LONG).until(() -> busy.stream().allMatch(pid -> runs(node, pid)));
      started = System.nanoTime();
      assertThat(ask(node, echo)).isTrue();
      System.out.printf(
          "while all of them spin, after %d us%n", (System.nanoTime() - started) / 1_000);
      enough.set(true);
    }
  }

  private static boolean runs(Node node, Pid pid) {
    return node.processes().view(pid).orElseThrow().status() instanceof ProcessStatus.Running;
  }

  private static void spin(AtomicBoolean enough) {
    while (!enough.get()) Thread.onSpinWait();
  }

  private static void answer() {
    while (true) {
      @SuppressWarnings("unchecked")
      var question = (CompletableFuture<Boolean>) Process.receive();
      question.complete(true);
    }
  }

  private static boolean ask(Node node, Pid echo) throws Exception {
    var question = new CompletableFuture<Boolean>();
    node.processes().send(echo, question);
    return question.get(LONG.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void close_asks_first_and_lets_a_process_end_its_children_in_order() {
    List<String> ends = Collections.synchronizedList(new ArrayList<>());
    var node = Node.open();
    var ready = new CompletableFuture<Boolean>();
    spawn(
        node,
        () -> {
          Process.trapExit(true);
          var child = Process.spawnLink(() -> lastWord(ends));
          ready.complete(true);
          var asked = (ExitMessage) Process.receive();
          ends.add("asked: " + asked.reason());
          Process.exit(child, ExitReason.SHUTDOWN);
          Process.receive();
          ends.add("child gone");
        });
    ready.join();

    assertThat(node.close(LONG)).isEmpty();
    assertThat(ends).containsExactly("asked: shutdown", "child gone");
  }

  private static void lastWord(List<String> ends) {
    Process.receive();
    ends.add("never");
  }

  @Test
  void close_kills_those_that_do_not_heed_the_shutdown() {
    var node = Node.open();
    var stubborn =
        spawn(
            node,
            () -> {
              Process.trapExit(true);
              while (true) Process.receive();
            });
    await().atMost(LONG).until(() -> node.processes().view(stubborn).orElseThrow().trapsExit());

    assertThat(node.close(Duration.ofSeconds(4))).isEmpty();
    assertThat(node.processes().isAlive(stubborn)).isFalse();
  }

  @Test
  void close_ends_busy_modules_too() throws Throwable {
    var node = Node.open();
    var busy =
        """
        public class Spinner {
          public static void start() {
            for (int i = 0; i < 4; i++) Process.spawn(Spinner::spin);
          }
          public static void spin() {
            while (true) {
              try { while (true) {} } catch (Throwable anything) {}
            }
          }
        }
        """;
    node.code().loadBinary(TestModules.compile(busy));
    var starter = spawn(node, () -> startOf(node, "Spinner"));
    await().atMost(LONG).until(() -> !node.processes().isAlive(starter));
    assertThat(node.processes().count()).isEqualTo(4);

    assertThat(node.close(LONG)).isEmpty();
    assertThat(node.processes().count()).isZero();
  }

  private static void startOf(Node node, String module) {
    try {
      node.code().call(ModuleName.of(module), "start");
    } catch (Throwable thrown) {
      throw new AssertionError(thrown);
    }
  }

  @Test
  void close_names_who_cannot_be_ended_and_does_not_wait_for_ever() {
    var node = Node.open();
    var enough = new AtomicBoolean();
    var stuck = spawn(node, () -> spin(enough));
    await().atMost(LONG).until(() -> runs(node, stuck));

    assertThat(node.close(Duration.ofMillis(200)))
        .extracting(view -> view.pid())
        .containsExactly(stuck);
    assertThat(node.close(LONG)).isEmpty();
    enough.set(true);
  }

  @Test
  void a_closed_node_starts_nobody_and_leaves_no_thread() {
    var node = Node.open();
    spawn(node, Process::receive);
    node.close();

    assertThatThrownBy(() -> spawn(node, Process::receive))
        .isInstanceOf(IllegalStateException.class);
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("molt-" + node.number() + "-"))
                    .noneMatch(name -> name.equals("molt-carriers-node " + node.number())));
  }

  @Test
  void a_process_cannot_close_its_own_node() {
    try (var node = Node.open()) {
      var thrown = new CompletableFuture<Throwable>();
      spawn(
          node,
          () -> {
            try {
              node.close(LONG);
            } catch (IllegalStateException refused) {
              thrown.complete(refused);
            }
          });
      assertThat(thrown.join()).hasMessage("a process cannot close its own node");
    }
  }

  private static Pid spawn(Node node, Proc0 body) {
    return node.processes().spawn(SpawnOptions.DEFAULT, (Fun) body);
  }
}
