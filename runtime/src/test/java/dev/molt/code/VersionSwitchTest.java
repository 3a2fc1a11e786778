package dev.molt.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class VersionSwitchTest {
  private final TestPassage passage = new TestPassage();
  private final PolledClass code = new PolledClass("Polled@1", passage);
  private final VersionSwitch versionSwitch = code.versionSwitch();

  @Test
  void an_idle_switch_lets_everybody_pass() {
    assertThat(versionSwitch.idle()).isTrue();
    assertThat(ran(code::call)).isTrue();
    assertThat(ran(code::fun)).isTrue();
    assertThat(ran(code::data)).isTrue();
    assertThat(passage.asked).hasValue(0);
  }

  @Test
  void a_poisoned_switch_refuses_code_but_not_data() {
    versionSwitch.poison();
    assertThatThrownBy(() -> code.call(() -> {}))
        .isInstanceOf(BadFun.class)
        .hasMessageContaining("Polled@1");
    assertThatThrownBy(() -> code.fun(() -> {})).isInstanceOf(BadFun.class);
    assertThat(ran(code::data)).isTrue();
    assertThat(versionSwitch.poisoned()).isTrue();
  }

  @Test
  void a_hunted_switch_asks_whether_the_thread_is_doomed_until_all_are_gone() {
    versionSwitch.hunt();
    versionSwitch.hunt();
    passage.doomed = true;
    assertThatThrownBy(() -> code.call(() -> {})).isInstanceOf(Doomed.class);
    assertThatThrownBy(() -> code.data(() -> {})).isInstanceOf(Doomed.class);
    versionSwitch.unhunt();
    assertThatThrownBy(() -> code.fun(() -> {})).isInstanceOf(Doomed.class);
    versionSwitch.unhunt();
    assertThat(ran(code::call)).isTrue();
    assertThatThrownBy(versionSwitch::unhunt).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_loop_that_is_compiled_already_sees_the_switch() throws Exception {
    var turns = new AtomicInteger();
    var hot = new CountDownLatch(200_000);
    passage.doomed = true;
    var end =
        inThread(
            () ->
                code.loop(
                    () -> {
                      turns.incrementAndGet();
                      hot.countDown();
                    }));
    hot.await();
    versionSwitch.hunt();
    VersionSwitch.publish(List.of(versionSwitch));
    assertThat(failure(end)).isInstanceOf(Doomed.class);
    assertThat(turns).hasPositiveValue();
  }

  @Test
  void who_comes_through_a_fun_is_held_and_goes_on_when_the_gate_opens() throws Exception {
    var gate = gate();
    var entrant = held(() -> code.fun(() -> {}));
    assertThat(entrant).isNotDone();
    gate.open();
    assertThat(entrant.get(20, TimeUnit.SECONDS)).isNull();
  }

  @Test
  void who_is_held_gets_badfun_when_the_gate_closes_and_so_does_who_comes_later() throws Exception {
    var gate = gate();
    var entrant = held(() -> code.fun(() -> {}));
    assertThat(gate.close()).isEmpty();
    assertThat(failure(entrant)).isInstanceOf(BadFun.class);
    assertThatThrownBy(() -> code.fun(() -> {})).isInstanceOf(BadFun.class);
    assertThatThrownBy(() -> code.call(() -> {})).isInstanceOf(BadFun.class);
  }

  @Test
  void who_came_through_a_call_is_let_in_and_known_when_the_gate_closes() {
    var gate = gate();
    assertThat(ran(code::call)).isTrue();
    assertThat(gate.close()).containsExactly(Thread.currentThread());
  }

  @Test
  void a_thread_that_is_no_process_is_held_at_a_call_too() throws Exception {
    passage.process = false;
    var gate = gate();
    var entrant = held(() -> code.call(() -> {}));
    gate.open();
    assertThat(entrant.get(20, TimeUnit.SECONDS)).isNull();
  }

  @Test
  void who_is_inside_passes_the_gate_and_is_known_when_it_closes() throws Exception {
    var isInside = new CountDownLatch(1);
    var gateStands = new CountDownLatch(1);
    var insider =
        inThread(
            () ->
                code.fun(
                    () -> {
                      isInside.countDown();
                      await(gateStands);
                      code.fun(() -> {});
                    }));
    isInside.await();
    var gate = gate();
    gateStands.countDown();
    assertThat(insider.get(20, TimeUnit.SECONDS)).isNull();
    assertThat(gate.close()).hasSize(1);
  }

  @Test
  void a_loop_with_a_single_frame_is_inside() throws Exception {
    var isInside = new CountDownLatch(1);
    var gateStands = new CountDownLatch(1);
    var turns = new AtomicInteger();
    var looper =
        inThread(
            () ->
                code.loop(
                    () -> {
                      isInside.countDown();
                      await(gateStands);
                      if (turns.incrementAndGet() > 10) throw new Doomed();
                    }));
    isInside.await();
    var gate = gate();
    gateStands.countDown();
    assertThat(failure(looper)).isInstanceOf(Doomed.class);
    assertThat(gate.close()).hasSize(1);
  }

  @Test
  void whoever_is_doomed_may_run_on_through_a_closed_gate() {
    var gate = gate();
    gate.close();
    gate.doom(Set.of(Thread.currentThread()));
    assertThat(ran(code::fun)).isTrue();
  }

  @Test
  void a_hold_that_lasts_too_long_ends_and_the_entrant_counts_as_inside() {
    var gate = new Gate(Duration.ofMillis(1));
    versionSwitch.gate(gate);
    assertThat(ran(code::fun)).isTrue();
    assertThat(gate.close()).containsExactly(Thread.currentThread());
  }

  @Test
  void who_is_held_is_not_in_old_code_but_who_is_inside_is() throws Exception {
    var gate = gate();
    var thread = new CompletableFuture<Thread>();
    var entrant =
        held(
            () -> {
              thread.complete(Thread.currentThread());
              code.fun(() -> {});
            });
    var look = StackLook.of(thread.get().getStackTrace(), 0);
    assertThat(look.door()).isEqualTo(new StackLook.Door("Polled@1", true));
    assertThat(CodeUse.of(look, Set.of("Polled@1"))).isEqualTo(CodeUse.CLEAN);
    gate.open();
    entrant.get(20, TimeUnit.SECONDS);
    code.fun(
        () -> {
          var inside = StackLook.of(Thread.currentThread().getStackTrace(), 0);
          assertThat(CodeUse.of(inside, Set.of("Polled@1"))).isInstanceOf(CodeUse.RunsOld.class);
        });
  }

  private Gate gate() {
    var gate = new Gate();
    versionSwitch.gate(gate);
    VersionSwitch.publish(List.of(versionSwitch));
    return gate;
  }

  private CompletableFuture<Void> held(Runnable entering) {
    var held = new CountDownLatch(1);
    passage.waiting = held;
    var entrant = inThread(entering);
    await(held);
    return entrant;
  }

  private static CompletableFuture<Void> inThread(Runnable body) {
    return CompletableFuture.runAsync(body, task -> Thread.ofVirtual().start(task));
  }

  private static Throwable failure(CompletableFuture<Void> thread) throws Exception {
    try {
      thread.get(20, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      return Objects.requireNonNull(e.getCause());
    }
    throw new AssertionError("ended without a throw");
  }

  private static boolean ran(Consumer<Runnable> way) {
    var runs = new AtomicInteger();
    way.accept(runs::incrementAndGet);
    return runs.get() == 1;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static final class Doomed extends Error {
    private static final long serialVersionUID = 1;
  }

  /** A passage without processes. */
  private static final class TestPassage implements Passage {
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean doomed;
    private volatile boolean process = true;
    private volatile CountDownLatch waiting = new CountDownLatch(1);

    @Override
    public void exitIfDoomed() {
      asked.incrementAndGet();
      if (doomed) throw new Doomed();
    }

    @Override
    public boolean inProcess() {
      return process;
    }

    @Override
    public boolean await(CompletionStage<?> stage, Duration atMost) {
      waiting.countDown();
      try {
        stage.toCompletableFuture().get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        return true;
      } catch (TimeoutException e) {
        return false;
      } catch (InterruptedException | ExecutionException e) {
        throw new AssertionError(e);
      }
    }
  }
}
