package dev.molt.sys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.code.TestNode;
import dev.molt.process.Fun1;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A process with a loop of its own in a module with versions. OTP: sys_SUITE, by its svc module.
 */
class SpecialProcessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final TestNode node = new TestNode();

  @AfterEach
  void close() {
    node.close();
  }

  private static String ticker(int version) {
    return """
    import dev.molt.sys.*;

    public class Ticker implements SpecialProcess<String> {
      record Ask(Pid from) {}

      public static Pid start() {
        return Process.spawn(Ticker::run);
      }

      public static Next run() {
        Process.trapExit(true);
        return loop(null, Debug.NONE, "fresh");
      }

      private static Next loop(Pid parent, Debug debug, String state) {
        var message = Process.receive();
        if (message instanceof SystemMessage system)
          return SpecialProcesses.handle(system, parent, Ticker.class, debug, state);
        debug = debug.event((out, event, name) -> out.println(event), "ticker", new SystemEvent.In(message));
        if (message instanceof Fun1<?, ?> answer) call(answer, "%1$d " + state);
        return next(parent, debug, state);
      }

      @SuppressWarnings("unchecked")
      private static void call(Fun1<?, ?> answer, String with) {
        try {
          ((Fun1<String, ?>) answer).apply(with);
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      }

      private static Next next(Pid parent, Debug debug, String state) {
        return Next.call(Ticker::again, parent, debug, state);
      }

      public static Next again(Pid parent, Debug debug, String state) {
        return loop(parent, debug, state);
      }

      public Next systemContinue(Pid parent, Debug debug, String state) {
        return loop(parent, debug, state);
      }

      public Next systemTerminate(ExitReason reason, Pid parent, Debug debug, String state) {
        return Next.stop(reason);
      }

      public CodeChangeResult<String> systemCodeChange(String state, String module, Object vsn, Object extra) {
        if (extra.equals("no")) return CodeChangeResult.error("nope");
        return CodeChangeResult.ok(state + "/" + vsn + "/" + extra + "/%1$d");
      }
    }
    """
        .formatted(version);
  }

  private Pid start() throws Exception {
    return (Pid) Objects.requireNonNull(node.call("Ticker", "start"));
  }

  private @Nullable Object ask(Pid ticker) throws Exception {
    var answer = new CompletableFuture<Object>();
    Fun1<Object, Boolean> tell = answer::complete;
    node.processes.send(ticker, tell);
    return TestNode.get(answer);
  }

  private Sys sys(Pid ticker) {
    return Sys.of(node.processes, ticker).within(PATIENCE);
  }

  @Test
  void it_obeys_system_messages_like_any_behaviour() throws Exception {
    node.load(ticker(1));
    var ticker = start();

    assertThat(ask(ticker)).isEqualTo("1 fresh");
    assertThat(sys(ticker).getState()).isEqualTo("fresh");
    assertThat(sys(ticker).replaceState(state -> state + "er")).isEqualTo("fresher");
    assertThat(ask(ticker)).isEqualTo("1 fresher");
    sys(ticker).log(true);
    ask(ticker);
    assertThat(sys(ticker).getLog()).hasSize(1);
    assertThat(sys(ticker).getStatus().kind()).isEqualTo("Ticker");
    sys(ticker).stop(ExitReason.SHUTDOWN);
    assertThat(node.processes.isAlive(ticker)).isFalse();
  }

  @Test
  void suspended_it_has_no_frame_of_its_module_and_goes_on_in_the_new_one() throws Exception {
    node.load(ticker(1));
    var ticker = start();

    sys(ticker).suspend();
    assertThat(sys(ticker).getStatus().suspended()).isTrue();
    node.load(ticker(2));
    assertThat(node.code.checkProcessCode(ticker, TestNode.name("Ticker"))).isFalse();
    assertThat(sys(ticker).changeCode("Ticker", 1, "no"))
        .isEqualTo(new ChangeCodeResult.Refused("nope"));
    assertThat(sys(ticker).changeCode("Ticker", 1, "x")).isEqualTo(new ChangeCodeResult.Changed());
    sys(ticker).resume();

    assertThat(ask(ticker)).isEqualTo("2 fresh/1/x/2");
  }

  @Test
  void waiting_in_its_own_loop_it_is_in_its_module() throws Exception {
    node.load(ticker(1));
    var ticker = start();
    ask(ticker);

    node.load(ticker(2));

    assertThat(node.code.checkProcessCode(ticker, TestNode.name("Ticker"))).isTrue();
    sys(ticker).getState();
    assertThat(ask(ticker)).isEqualTo("2 fresh");
  }
}
