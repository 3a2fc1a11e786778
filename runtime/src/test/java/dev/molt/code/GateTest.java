package dev.molt.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.molt.process.Fun;
import dev.molt.process.Fun0;
import dev.molt.process.ProcessStatus;
import dev.molt.process.SpawnOptions;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real processes at the gate of an old version. */
class GateTest extends PurgeFixture {
  private static final int MANY = 100;

  private final Gate gate = new Gate();
  private Fun0<Object> fun = () -> "not set";

  @BeforeEach
  @SuppressWarnings("unchecked")
  void raise() throws Exception {
    var old = load(m(1, "public static Fun0<Object> fun() { return () -> v(); }"));
    fun = (Fun0<Object>) Objects.requireNonNull(node.call("M", "fun"));
    load(
        m(
            2,
            "public static Object echo(Queue<Object> out) { return out.add(Process.receive()); }"));
    old.versionSwitch().gate(gate);
    VersionSwitch.publish(List.of(old.versionSwitch()));
  }

  private Pid caller() {
    Fun0<Object> body =
        () -> {
          try {
            return out.add(fun.apply());
          } catch (BadFun refused) {
            return out.add("badfun");
          }
        };
    return processes.spawn(SpawnOptions.DEFAULT, (Fun) body);
  }

  private List<Pid> held() {
    List<Pid> callers = new ArrayList<>();
    for (var i = 0; i < MANY; i++) callers.add(caller());
    await()
        .atMost(SOON)
        .until(
            () ->
                callers.stream()
                    .allMatch(pid -> view(pid).status() instanceof ProcessStatus.Waiting));
    return callers;
  }

  private List<Object> all() {
    List<Object> all = new ArrayList<>();
    for (var i = 0; i < MANY; i++) all.add(take());
    return all;
  }

  @Test
  void many_at_the_gate_hold_no_carrier_and_count_as_outside() {
    var callers = held();
    assertThat(ask(run("M", "echo", out), "hello")).isEqualTo("hello");
    assertThat(code.checkProcessCode(callers.getFirst(), M)).isFalse();
    assertThat(code.check(M).killedNow()).isEmpty();
    gate.open();
    assertThat(all()).containsOnly(1);
  }

  @Test
  void those_at_the_gate_get_badfun_when_it_closes_and_live() {
    held();
    assertThat(gate.close()).isEmpty();
    assertThat(all()).containsOnly("badfun");
  }

  @Test
  void an_exit_signal_ends_who_stands_at_the_gate() {
    List<CompletableFuture<ExitReason>> ends = new ArrayList<>();
    var callers = held();
    callers.forEach(pid -> ends.add(end(pid)));
    callers.forEach(pid -> processes.exit(pid, ExitReason.KILL));
    ends.forEach(end -> assertThat(reason(end)).isEqualTo(ExitReason.KILLED));
    gate.open();
  }

  @Test
  void messages_stay_in_the_mailbox_of_who_stands_at_the_gate() {
    var caller = held().getFirst();
    processes.send(caller, "later");
    assertThat(view(caller).mailboxSize()).isEqualTo(1);
    assertThat(view(caller).status()).isInstanceOf(ProcessStatus.Waiting.class);
    gate.open();
    assertThat(all()).containsOnly(1);
  }
}
