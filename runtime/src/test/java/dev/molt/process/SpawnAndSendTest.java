package dev.molt.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.molt.term.DownMessage;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SpawnAndSendTest {
  @RegisterExtension final TestNode node = new TestNode();

  private static Pid echo() {
    return Process.spawn(
        () -> {
          while (true) {
            if (Process.receive() instanceof Ping(var from, var what)) Process.send(from, what);
          }
        });
  }

  private record Ping(Pid from, Object what) {}

  @Test
  void a_message_comes_to_the_process_it_is_sent_to() throws Exception {
    Object answer =
        node.inProcess(
            () -> {
              Process.send(echo(), new Ping(Process.self(), "hello"));
              return Process.receive();
            });
    assertThat(answer).isEqualTo("hello");
  }

  @Test
  void a_body_that_returns_ends_its_process_with_normal() throws Exception {
    Object down =
        node.inProcess(
            () -> {
              Process.spawnMonitor(() -> "any value");
              return Process.receive();
            });
    assertThat(down)
        .isInstanceOfSatisfying(
            DownMessage.class, d -> assertThat(d.reason()).isEqualTo(ExitReason.NORMAL));
  }

  @Test
  void spawn_hands_its_arguments_to_the_fun() throws Exception {
    Object sum =
        node.inProcess(
            () -> {
              Pid me = Process.self();
              Process.<Pid, Integer, Integer, Integer>spawn(
                  (to, a, b, c) -> {
                    Process.send(to, a + b + c);
                    return Next.stop();
                  },
                  me,
                  1,
                  2,
                  3);
              return Process.receive();
            });
    assertThat(sum).isEqualTo(6);
  }

  @Test
  void a_message_to_a_dead_process_is_dropped() throws Exception {
    node.run(
        () -> {
          Spawned dead = Process.spawnMonitor(() -> {});
          Process.receive();
          Process.send(dead.pid(), "lost");
        });
  }

  @Test
  void a_message_to_a_name_that_nobody_bears_is_a_bad_argument() throws Exception {
    assertThatThrownBy(() -> node.run(() -> Process.send("nobody", "lost")))
        .isInstanceOf(BadArgException.class);
  }

  @Test
  void functions_of_a_process_say_so_when_the_thread_is_none() {
    assertThatThrownBy(Process::self)
        .isInstanceOf(NotAProcessException.class)
        .hasMessageContaining("is no process");
  }

  @Test
  void selective_receive_leaves_what_does_not_match_in_order() throws Exception {
    Object got =
        node.inProcess(
            () -> {
              Pid me = Process.self();
              List.of(1, "a", 2, "b").forEach(m -> Process.send(me, m));
              String a = Process.receive(Matcher.of(String.class));
              String b = Process.receive(Matcher.of(String.class));
              return List.of(a, b, Process.receive(), Process.receive());
            });
    assertThat(got).isEqualTo(List.of("a", "b", 1, 2));
  }
}
