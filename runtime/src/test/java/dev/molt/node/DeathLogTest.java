package dev.molt.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.process.Death;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import org.junit.jupiter.api.Test;

final class DeathLogTest {
  private static final Pid VICTIM = new Pid(0, 7);

  @Test
  void a_process_that_was_ended_is_named_with_its_reason() {
    var death = new Death(VICTIM, "counter", "Counter.init/1", ExitReason.KILLED, null, null, null);

    assertThat(DeathLog.words(death))
        .isEqualTo("process <0.7.0> (counter) ended: killed (initial call Counter.init/1)");
  }

  @Test
  void one_that_fell_with_another_says_with_whom() {
    var first = new Pid(0, 5);
    var death = new Death(VICTIM, null, "E3.loop/0", ExitReason.KILLED, first, first, null);

    assertThat(DeathLog.words(death))
        .isEqualTo("process <0.7.0> fell with <0.5.0>: killed (initial call E3.loop/0)");
  }
}
