package dev.molt.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On the JVM's real scheduler: only there can a pool really be stuck. */
final class CarrierWatchTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final CarrierBook book = CarrierBook.ofThisJvm().orElseThrow();
  private final int usual = book.pool().parallelism();
  private final AtomicBoolean enough = new AtomicBoolean();
  private final AtomicLong turns = new AtomicLong();
  private final List<Thread> busy = new ArrayList<>();

  @AfterEach
  void everybody_stops() throws InterruptedException {
    enough.set(true);
    for (var thread : busy) thread.join();
  }

  @Test
  void a_virtual_thread_runs_although_busy_ones_hold_all_carriers() throws Exception {
    try (var _ = CarrierWatch.start(Optional.of(book), "test", 64).orElseThrow()) {
      spin(2 * usual);
      var ran = new CountDownLatch(1);
      var started = System.nanoTime();
      Thread.startVirtualThread(ran::countDown);

      assertThat(ran.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
      System.out.printf(
          "a virtual thread beside %d busy ones on %d carriers ran after %d ms%n",
          2 * usual, usual, (System.nanoTime() - started) / 1_000_000);
    }
  }

  @Test
  void spare_carriers_are_taken_back_when_it_is_calm() throws Exception {
    try (var _ = CarrierWatch.start(Optional.of(book), "test", 64).orElseThrow()) {
      spin(2 * usual);
      await().atMost(LONG).until(() -> book.spares() > 0);

      everybody_stops();

      await().atMost(LONG).untilAsserted(() -> assertThat(book.spares()).isZero());
      assertThat(book.pool().parallelism()).isEqualTo(usual);
    }
  }

  @Test
  void a_watch_that_is_closed_leaves_the_scheduler_as_it_was() {
    try (var one = CarrierWatch.start(Optional.of(book), "one", 64).orElseThrow();
        var other = CarrierWatch.start(Optional.of(book), "other", 64).orElseThrow()) {
      spin(2 * usual);
      await().atMost(LONG).until(() -> book.spares() > 0);
      assertThat(one).isNotEqualTo(other);
    }

    assertThat(book.pool().parallelism()).isEqualTo(usual);
  }

  @Test
  void a_jdk_without_the_bean_is_lived_without() {
    assertThat(CarrierWatch.start(Optional.empty(), "test", 64)).isEmpty();
  }

  /** All queues of the scheduler hold starved threads already, so a single push wakes nobody. */
  @Test
  void a_scheduler_whose_queues_are_all_taken_gets_its_spares_too() throws Exception {
    spin(2 * usual);
    for (var i = 0; i < 40; i++) {
      Thread.ofPlatform().start(() -> Thread.startVirtualThread(() -> {})).join();
    }
    try (var _ = CarrierWatch.start(Optional.of(book), "test", 64).orElseThrow()) {
      var ran = new CountDownLatch(1);
      Thread.startVirtualThread(ran::countDown);

      assertThat(ran.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }

  private void spin(int threads) {
    for (var i = 0; i < threads; i++) {
      busy.add(
          Thread.startVirtualThread(
              () -> {
                while (!enough.get()) turns.incrementAndGet();
              }));
    }
  }
}
