package dev.molt.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import dev.molt.term.Ref;
import dev.molt.term.TimerMessage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TimersTest {
  private static final Duration SHORT = Duration.ofMillis(5);
  private static final Duration HOUR = Duration.ofHours(1);

  @RegisterExtension final TestNode node = new TestNode();

  @Test
  void timers_send_when_they_are_due_the_earlier_one_first() throws Exception {
    node.run(
        () -> {
          Process.sendAfter(SHORT.multipliedBy(20), Process.self(), "second");
          Process.sendAfter(SHORT, Process.self(), "first");
          assertThat(List.of(Process.receive(), Process.receive()))
              .containsExactly("first", "second");
        });
  }

  @Test
  void a_timer_can_name_itself_in_its_message() throws Exception {
    node.run(
        () -> {
          Ref timer = Process.startTimer(SHORT, Process.self(), "due");
          assertThat(Process.receive()).isEqualTo(new TimerMessage(timer, "due"));
          assertThat(Process.cancelTimer(timer)).isNull();
        });
  }

  @Test
  void a_cancelled_timer_sends_nothing_and_says_what_was_left() throws Exception {
    node.run(
        () -> {
          Ref timer = Process.sendAfter(HOUR, Process.self(), "never");
          assertThat(Process.readTimer(timer)).isBetween(HOUR.dividedBy(2), HOUR);
          assertThat(Process.cancelTimer(timer)).isBetween(HOUR.dividedBy(2), HOUR);
          assertThat(Process.cancelTimer(timer)).isNull();
          assertThat(Process.readTimer(timer)).isNull();
        });
  }

  @Test
  void a_name_is_looked_up_when_the_timer_is_due() throws Exception {
    node.run(
        () -> {
          Process.sendAfter(SHORT, "nobody yet", "hello");
          Process.register("nobody yet", Process.self());
          assertThat(Process.receive()).isEqualTo("hello");
        });
  }

  @Test
  void the_timer_of_a_dead_process_is_as_good_as_cancelled() throws Exception {
    Pid pid = node.idle();
    Ref timer = node.processes.sendAfter(HOUR, pid, "never");
    node.processes.exit(pid, ExitReason.KILL);
    node.reasonOf(pid);
    assertThat(node.processes.cancelTimer(timer)).isNull();
  }

  @Test
  void a_receive_that_times_out_leaves_later_messages_alone() throws Exception {
    node.run(
        () -> {
          assertThat(Process.receive(SHORT)).isNull();
          assertThat(Process.receive(Matcher.of(String.class), SHORT))
              .isEqualTo(new ReceiveResult.TimedOut<>());
          Process.send(Process.self(), 1);
          assertThat(Process.receive(Matcher.of(String.class), SHORT))
              .isEqualTo(new ReceiveResult.TimedOut<>());
          Process.send(Process.self(), "a");
          assertThat(Process.receive(Matcher.of(String.class), HOUR))
              .isEqualTo(new ReceiveResult.Received<>("a"));
          assertThat(Process.receive(HOUR)).isEqualTo(1);
        });
  }
}
