package dev.molt.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a stack says of versions, and the verdict that follows. */
class StackLookTest {
  private static final Set<String> OLD = Set.of("M@1");

  private static StackTraceElement frame(String loader, String owner, String method) {
    return new StackTraceElement(
        loader.isEmpty() ? null : loader, null, null, owner, method, "X.java", 7);
  }

  private static StackTraceElement jdk() {
    return frame("", "java.lang.VirtualThread", "park");
  }

  private static StackTraceElement runtime() {
    return frame("app", "dev.molt.process.Trampoline", "run");
  }

  private static StackTraceElement m(int version, String method) {
    return frame("M@" + version, "M", method);
  }

  private static StackTraceElement enter() {
    return frame("app", VersionSwitch.class.getName(), "enter");
  }

  private static StackTraceElement hold() {
    return frame("app", Gate.class.getName(), "hold");
  }

  private static StackLook look(StackTraceElement... trace) {
    return StackLook.of(trace, 0);
  }

  @Test
  void a_stack_without_a_frame_of_a_version_is_clean() {
    assertThat(look(jdk(), runtime())).isEqualTo(StackLook.empty());
    assertThat(CodeUse.of(look(jdk(), runtime()), OLD)).isEqualTo(CodeUse.CLEAN);
  }

  @Test
  void the_innermost_frame_of_each_version_counts() {
    var look = look(jdk(), m(2, "in"), m(1, "middle"), m(2, "out"), m(1, "outer"), runtime());
    assertThat(look.frames()).isEqualTo(Map.of("M@2", m(2, "in"), "M@1", m(1, "middle")));
    assertThat(CodeUse.of(look, OLD)).isEqualTo(new CodeUse.RunsOld(Map.of("M@1", m(1, "middle"))));
    assertThat(CodeUse.of(look, Set.of("N@1"))).isEqualTo(CodeUse.CLEAN);
  }

  @Test
  void who_is_held_at_the_gate_has_not_entered() {
    var look = look(jdk(), hold(), enter(), m(1, "lambda$go$0"), m(2, "go"), runtime());
    assertThat(CodeUse.of(look, OLD)).isEqualTo(CodeUse.CLEAN);
    assertThat(CodeUse.of(look, Set.of("M@2"))).isInstanceOf(CodeUse.RunsOld.class);
  }

  @Test
  void who_has_another_frame_of_the_version_below_is_inside_even_at_the_gate() {
    var look = look(jdk(), hold(), enter(), m(1, "lambda$go$0"), m(1, "go"), runtime());
    assertThat(CodeUse.of(look, OLD))
        .isEqualTo(new CodeUse.RunsOld(Map.of("M@1", m(1, "lambda$go$0"))));
  }

  @Test
  void who_is_at_the_switch_and_does_not_know_yet_is_not_known_but_not_for_ever() {
    var look = look(enter(), m(1, "go"), runtime());
    assertThat(CodeUse.of(look, OLD)).isEqualTo(new CodeUse.NotKnown(CodeUse.Why.AT_THE_DOOR));
    assertThat(CodeUse.ofRestless(look, OLD)).isInstanceOf(CodeUse.RunsOld.class);
  }

  @Test
  void a_trace_of_exactly_the_cut_is_not_known_unless_it_shows_old_code() {
    var cut = new StackTraceElement[] {jdk(), runtime(), runtime()};
    assertThat(CodeUse.of(StackLook.of(cut, 3), OLD))
        .isEqualTo(new CodeUse.NotKnown(CodeUse.Why.CUT));
    assertThat(CodeUse.of(StackLook.of(cut, 4), OLD)).isEqualTo(CodeUse.CLEAN);
    var old = new StackTraceElement[] {jdk(), m(1, "go"), runtime()};
    assertThat(CodeUse.of(StackLook.of(old, 3), OLD)).isInstanceOf(CodeUse.RunsOld.class);
  }

  @Test
  void native_code_and_initialisers_cannot_be_ended_but_waits_of_the_jdk_can() {
    assertThat(Stuck.of(new StackTraceElement[] {m(1, "go"), runtime()})).isNull();
    assertThat(Stuck.of(new StackTraceElement[0])).isNull();
    assertThat(Stuck.of(new StackTraceElement[] {m(1, "go"), m(1, "<clinit>")}))
        .isEqualTo(Stuck.INITIALISES);
    var reading =
        new StackTraceElement(null, null, null, "java.io.FileInputStream", "read0", null, -2);
    assertThat(Stuck.of(new StackTraceElement[] {reading, m(1, "go")})).isEqualTo(Stuck.NATIVE);
    var waiting = new StackTraceElement(null, null, null, "java.lang.Object", "wait0", null, -2);
    assertThat(Stuck.of(new StackTraceElement[] {waiting, m(1, "go")})).isNull();
  }

  @Test
  void an_interrupt_helps_only_where_it_ends_the_wait_and_harms_nobody() {
    var sleep = frame("", "java.lang.Thread", "sleep");
    var lock = frame("", "java.util.concurrent.locks.ReentrantLock", "lock");
    var channel = frame("", "sun.nio.ch.FileChannelImpl", "write");
    for (var waiting : List.of(Thread.State.WAITING, Thread.State.TIMED_WAITING)) {
      assertThat(Interrupts.help(trace(jdk(), sleep, m(1, "go")), waiting)).isTrue();
      assertThat(Interrupts.help(trace(jdk(), lock, m(1, "go")), waiting)).isFalse();
      assertThat(Interrupts.help(trace(jdk(), sleep, m(1, "lock"), lock), waiting)).isTrue();
      assertThat(Interrupts.help(trace(jdk(), sleep, channel, m(1, "go")), waiting)).isFalse();
      assertThat(Interrupts.help(trace(jdk(), m(1, "go"), m(1, "<clinit>")), waiting)).isFalse();
      assertThat(Interrupts.help(trace(), waiting)).isFalse();
    }
    for (var other : List.of(Thread.State.RUNNABLE, Thread.State.BLOCKED)) {
      assertThat(Interrupts.help(trace(jdk(), sleep, m(1, "go")), other)).isFalse();
    }
  }

  private static StackTraceElement[] trace(StackTraceElement... trace) {
    return trace;
  }
}
