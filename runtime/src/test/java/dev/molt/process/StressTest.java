package dev.molt.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.term.DownMessage;
import dev.molt.term.ExitMessage;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import dev.molt.term.Ref;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Everything at once, many times: what must hold whoever comes first. */
class StressTest {
  private static final ExitReason BOOM = new ExitReason.Other("boom");
  private static final Duration INSTANT = Duration.ofNanos(20_000);

  @RegisterExtension final TestNode node = new TestNode();

  private record Numbered(int sender, int number) {}

  @Test
  void no_message_is_lost_doubled_or_reordered_however_it_is_received() throws Exception {
    int senders = 6;
    int each = 4_000;
    node.run(
        () -> {
          Pid me = Process.self();
          for (int s = 0; s < senders; s++) {
            int sender = s;
            Process.spawn(
                () -> {
                  for (int i = 0; i < each; i++) Process.send(me, new Numbered(sender, i));
                });
          }
          int[] next = new int[senders];
          for (int received = 0; received < senders * each; ) {
            Numbered numbered = receiveSomehow(received % senders);
            if (numbered == null) continue;
            if (numbered.number() != next[numbered.sender()]++) {
              throw new AssertionError("not next: " + numbered);
            }
            received++;
          }
          assertThat(Process.receive(Duration.ZERO)).isNull();
        });
  }

  /** By turns: any message, one of that sender, each with a time-out that races with the sender. */
  private static @Nullable Numbered receiveSomehow(int sender) {
    Matcher<Numbered> mine =
        message -> message instanceof Numbered n && n.sender() == sender ? n : null;
    return switch (ThreadLocalRandom.current().nextInt(3)) {
      case 0 -> (Numbered) Process.receive(INSTANT);
      case 1 -> Process.receive(mine, Deadline.in(INSTANT), "one sender");
      default -> Process.receive(Matcher.of(Numbered.class), Deadline.in(INSTANT), "any");
    };
  }

  @Test
  void a_kill_always_reaches_a_process_wherever_it_is() {
    List<Proc0> bodies =
        List.of(
            Process::receive,
            () -> {
              while (true) Process.receive(INSTANT);
            },
            () -> Process.await(new CompletableFuture<>(), Deadline.NEVER),
            () -> {
              while (true) Process.spawn(() -> {});
            },
            () -> {
              while (true) {
                Ref ref = Process.monitor(Process.spawn(() -> Process.receive()));
                Process.demonitor(ref);
              }
            },
            () -> {
              Process.trapExit(true);
              while (true) Process.send(Process.self(), Process.spawnLink(() -> {}));
            });
    for (int round = 0; round < 600; round++) {
      Pid pid = node.spawn(bodies.get(round % bodies.size()));
      if (round % 2 == 0) Thread.yield();
      node.processes.exit(pid, ExitReason.KILL);
      assertThat(node.reasonOf(pid)).isEqualTo(ExitReason.KILLED);
      if (round % 20 == 0) node.processes.forEach(v -> node.processes.exit(v.pid(), BOOM));
    }
  }

  @Test
  void a_sleeper_without_a_thread_is_reached_by_kill_resume_and_message_at_once() {
    for (int round = 0; round < 1_000; round++) {
      AtomicInteger got = new AtomicInteger();
      Fun0<Next> woke =
          () -> {
            Process.receive();
            got.incrementAndGet();
            return Next.stop();
          };
      Pid pid = node.processes.spawn(SpawnOptions.DEFAULT, (Fun0<Next>) () -> Next.hibernate(woke));
      boolean kill = round % 3 == 0;
      var atRest = node.processes.suspend(pid);
      Thread sender = Thread.ofPlatform().start(() -> node.processes.send(pid, "wake"));
      TestNode.await(atRest.thenApply(done -> true));
      if (kill) node.processes.exit(pid, ExitReason.KILL);
      else node.processes.resume(pid);
      assertThat(node.reasonOf(pid)).isEqualTo(kill ? ExitReason.KILLED : ExitReason.NORMAL);
      assertThat(got).hasValue(kill ? 0 : 1);
      TestNode.await(CompletableFuture.runAsync(() -> join(sender)).thenApply(done -> true));
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void every_monitor_fires_exactly_once_or_is_taken_back_under_concurrent_death() throws Exception {
    for (int round = 0; round < 200; round++) {
      List<Pid> targets = new ArrayList<>();
      for (int i = 0; i < 8; i++) targets.add(node.idle());
      List<CompletableFuture<Integer>> watchers = new ArrayList<>();
      for (int w = 0; w < 4; w++) watchers.add(watchAll(targets));
      for (Pid target : targets) node.processes.exit(target, ExitReason.KILL);
      for (CompletableFuture<Integer> watcher : watchers)
        assertThat(TestNode.await(watcher)).isZero();
    }
  }

  /** Monitors all, takes some back, and gives how many told it wrongly, too often or not at all. */
  private CompletableFuture<Integer> watchAll(List<Pid> targets) {
    CompletableFuture<Integer> wrong = new CompletableFuture<>();
    node.spawn(
        () -> {
          Set<Ref> open = new HashSet<>();
          int errors = 0;
          for (int i = 0; i < targets.size(); i++) {
            Ref ref = Process.monitor(targets.get(i));
            boolean back = i % 3 == 0;
            if (back) Process.demonitor(ref, DemonitorOption.FLUSH);
            else open.add(ref);
          }
          while (!open.isEmpty()) {
            DownMessage down = (DownMessage) Process.receive();
            if (!open.remove(down.monitor())) errors++;
            if (Process.processes().view((Pid) down.target()).isPresent()) errors++;
          }
          if (Process.receive(Duration.ZERO) != null) errors++;
          wrong.complete(errors);
        });
    return wrong;
  }

  @Test
  void both_ends_of_a_link_agree_under_concurrent_links_unlinks_and_deaths() throws Exception {
    for (int round = 0; round < 60; round++) {
      List<Pid> all = new ArrayList<>();
      CompletableFuture<Boolean> go = new CompletableFuture<>();
      for (int i = 0; i < 10; i++) all.add(node.spawn(() -> linkAtRandom(all, go)));
      // Who does not trap yet would fall with the first who is linked to it.
      node.awaitRest(all.toArray(Pid[]::new));
      go.complete(true);
      for (int i = 0; i < 3; i++) node.processes.exit(all.get(i), ExitReason.KILL);
      for (int i = 0; i < 3; i++) node.reasonOf(all.get(i));
      for (int i = 3; i < 10; i++) node.awaitRest(all.get(i));
      // A death is listened to before its links are told of it.
      List<Pid> dead = all.subList(0, 3);
      for (int i = 3; i < 10; i++) {
        Pid pid = all.get(i);
        TestNode.until(() -> Collections.disjoint(node.view(pid).links(), dead));
      }
      for (int i = 3; i < 10; i++) {
        Pid pid = all.get(i);
        for (Pid linked : node.view(pid).links()) {
          assertThat(node.view(linked).links()).as("the other end, at %s", linked).contains(pid);
        }
      }
      node.processes.forEach(view -> node.processes.exit(view.pid(), ExitReason.KILL));
      TestNode.until(() -> node.processes.count() == 0);
    }
  }

  private static void linkAtRandom(List<Pid> all, CompletableFuture<Boolean> go) {
    Process.trapExit(true);
    Process.await(go, Deadline.NEVER);
    for (int i = 0; i < 60; i++) {
      Pid other = all.get(ThreadLocalRandom.current().nextInt(all.size()));
      if (ThreadLocalRandom.current().nextBoolean()) Process.link(other);
      else Process.unlink(other);
    }
    while (true) Process.receive(Matcher.of(ExitMessage.class));
  }

  @Test
  void a_name_is_never_found_at_one_whose_death_has_been_told() throws Exception {
    List<CompletableFuture<String>> contenders = new ArrayList<>();
    for (int c = 0; c < 4; c++) {
      CompletableFuture<String> verdict = new CompletableFuture<>();
      contenders.add(verdict);
      node.spawn(() -> verdict.complete(contend(400)));
    }
    for (CompletableFuture<String> verdict : contenders) {
      assertThat(TestNode.await(verdict)).isEqualTo("never");
    }
    TestNode.until(() -> node.processes.count() == 0);
    assertThat(node.processes.registered()).isEmpty();
  }

  /** Children that fight for one name and die in every way; after each death, who has the name? */
  private static String contend(int rounds) {
    for (int round = 0; round < rounds; round++) {
      int how = round % 4;
      Spawned child =
          Process.spawnMonitor(
              () -> {
                try {
                  Process.register("contended", Process.self());
                } catch (BadArgException taken) {
                  return;
                }
                if (how == 0) Process.unregister("contended");
                if (how == 1) throw Process.exit(ExitReason.SHUTDOWN);
                if (how == 2) TestNode.waitForEver();
              });
      if (how > 1) Process.exit(child.pid(), ExitReason.KILL);
      Pid target = child.pid();
      if (how == 0) registerFor(target);
      if (how == 2 || how == 0) Process.exit(child.pid(), ExitReason.KILL);
      Process.receive(
          m -> m instanceof DownMessage d && d.monitor().equals(child.monitor()) ? d : null);
      if (target.equals(Process.whereis("contended"))) return "after DOWN in round " + round;
    }
    return "never";
  }

  private static void registerFor(Pid target) {
    try {
      Process.register("contended", target);
    } catch (BadArgException takenOrDead) {
      assertThat(takenOrDead).isNotNull();
    }
  }

  @Test
  void suspends_kills_and_resumes_at_once_leave_nobody_hanging() throws Exception {
    for (int round = 0; round < 300; round++) {
      Pid target = node.spawn(() -> TestNode.waitForEver());
      Pid holder =
          node.spawn(
              () -> {
                try {
                  Process.suspend(target);
                  Process.resume(target);
                } catch (BadArgException dead) {
                  assertThat(dead).isNotNull();
                }
              });
      node.processes.exit(target, ExitReason.KILL);
      if (round % 2 == 0) node.processes.exit(holder, BOOM);
      assertThat(node.reasonOf(target)).isEqualTo(ExitReason.KILLED);
      assertThat(node.reasonOf(holder)).isIn(ExitReason.NORMAL, BOOM);
    }
  }
}
