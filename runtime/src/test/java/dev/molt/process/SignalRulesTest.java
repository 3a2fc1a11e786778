package dev.molt.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.process.SignalRules.Effect;
import dev.molt.process.SignalRules.Origin;
import dev.molt.term.ExitMessage;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole table: who sends, why, and whether the receiver traps. */
class SignalRulesTest {
  private static final Pid FROM = new Pid(0, 1);
  private static final ExitReason BOOM = new ExitReason.Other("boom");
  private static final Effect IGNORED = new Effect.Ignored();

  static Stream<Arguments> table() {
    return Stream.of(
        row(Origin.SENT, ExitReason.NORMAL, false, IGNORED),
        row(Origin.SENT, ExitReason.NORMAL, true, message(ExitReason.NORMAL)),
        row(Origin.SENT, BOOM, false, ends(BOOM)),
        row(Origin.SENT, BOOM, true, message(BOOM)),
        row(Origin.SENT, ExitReason.SHUTDOWN, false, ends(ExitReason.SHUTDOWN)),
        row(Origin.SENT, ExitReason.KILL, false, ends(ExitReason.KILLED)),
        row(Origin.SENT, ExitReason.KILL, true, ends(ExitReason.KILLED)),
        row(Origin.SENT, ExitReason.KILLED, true, message(ExitReason.KILLED)),
        row(Origin.SENT_TO_SELF, ExitReason.NORMAL, false, ends(ExitReason.NORMAL)),
        row(Origin.SENT_TO_SELF, ExitReason.NORMAL, true, message(ExitReason.NORMAL)),
        row(Origin.SENT_TO_SELF, ExitReason.KILL, true, ends(ExitReason.KILLED)),
        row(Origin.SENT_TO_SELF, BOOM, false, ends(BOOM)),
        row(Origin.LINK, ExitReason.NORMAL, false, IGNORED),
        row(Origin.LINK, ExitReason.NORMAL, true, message(ExitReason.NORMAL)),
        row(Origin.LINK, ExitReason.KILL, false, ends(ExitReason.KILL)),
        row(Origin.LINK, ExitReason.KILL, true, message(ExitReason.KILL)),
        row(Origin.LINK, ExitReason.KILLED, false, ends(ExitReason.KILLED)),
        row(Origin.LINK, ExitReason.NOPROC, false, ends(ExitReason.NOPROC)));
  }

  private static Arguments row(Origin origin, ExitReason reason, boolean traps, Effect effect) {
    return Arguments.of(origin, reason, traps, effect);
  }

  private static Effect message(ExitReason reason) {
    return new Effect.Delivered(new ExitMessage(FROM, reason));
  }

  private static Effect ends(ExitReason reason) {
    return new Effect.Ends(reason);
  }

  @ParameterizedTest(name = "{0} {1}, traps: {2} -> {3}")
  @MethodSource("table")
  void a_signal_has_the_effect_that_otp_gives_it(
      Origin origin, ExitReason reason, boolean traps, Effect effect) {
    assertThat(SignalRules.decide(origin, FROM, reason, traps)).isEqualTo(effect);
  }
}
