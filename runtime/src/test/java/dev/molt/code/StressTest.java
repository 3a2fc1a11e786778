package dev.molt.code;

import static dev.molt.code.TestNode.get;
import static dev.molt.code.TestNode.loaded;
import static dev.molt.code.TestNode.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StressTest {
  private final TestNode node = new TestNode();

  @AfterEach
  void close() {
    node.close();
  }

  /** OTP: code_parallel_load_SUITE. */
  @Test
  void of_160_concurrent_loads_one_succeeds_and_the_rest_are_not_purged() throws Exception {
    node.code.load(TestModules.numbered("m1", 0));
    var objects = new ArrayList<ObjectCode>();
    for (var version = 1; version <= 8; version++) objects.add(TestModules.numbered("m1", version));
    var loads = new ArrayList<CompletableFuture<LoadResult>>();
    for (var i = 0; i < 160; i++) {
      var object = objects.get(i % objects.size());
      loads.add(node.start(() -> Code.load(object)));
    }

    var results = new HashMap<Class<?>, Integer>();
    for (var load : loads) results.merge(get(load).getClass(), 1, Integer::sum);

    assertThat(results)
        .containsOnly(entry(LoadResult.Loaded.class, 1), entry(LoadResult.NotPurged.class, 159));
  }

  @Test
  void of_16_concurrent_purges_each_is_answered_and_old_code_is_gone() throws Exception {
    node.code.load(TestModules.numbered("m1", 0));
    node.code.load(TestModules.numbered("m1", 1));
    var purges = new ArrayList<CompletableFuture<Boolean>>();
    for (var i = 0; i < 16; i++) purges.add(node.start(() -> Code.purge("m1")));

    for (var purge : purges) assertThat(get(purge)).isFalse();
    assertThat(node.code.checkOldCode(name("m1"))).isFalse();
  }

  private static final String OBSERVER =
      """
      public class Observer {
        /** The first pair in which B is older than A was before it; null if there is none. */
        public static String watch(BooleanSupplier goesOn) {
          long calls = 0;
          while (goesOn.getAsBoolean()) {
            for (int i = 0; i < 1000; i++) {
              int a = A.version();
              int b = B.version();
              if (b < a) return "saw A " + a + " and then B " + b;
            }
            calls += 1000;
          }
          return "fine";
        }
      }
      """;

  /** Sites that are set one by one are not atomic; the table is. */
  @Test
  void no_thread_sees_a_new_function_of_one_module_and_then_an_old_one_of_another()
      throws Exception {
    node.code.atomicLoad(pair(1));
    loaded(
        node.code.load(
            TestModules.compile(
                OBSERVER, TestModules.numberedSource("A"), TestModules.numberedSource("B"))));
    var goesOn = new AtomicBoolean(true);
    var observers = new ArrayList<CompletableFuture<Object>>();
    for (var i = 0; i < 3; i++) observers.add(observe(goesOn));

    for (var version = 2; version <= 40; version++) {
      purge("A");
      purge("B");
      assertThat(node.code.atomicLoad(pair(version))).isInstanceOf(BatchResult.AllLoaded.class);
    }
    goesOn.set(false);

    var seen = new ArrayList<Object>();
    for (var observer : observers) seen.add(get(observer));
    assertThat(seen).containsExactlyElementsOf(Collections.nCopies(3, "fine"));
  }

  private static List<AtomicItem> pair(int version) {
    return List.of(
        new AtomicItem.Given(TestModules.numbered("A", version)),
        new AtomicItem.Given(TestModules.numbered("B", version)));
  }

  /** The observers are no processes, so a purge waits for them, and is called off if they sleep. */
  private void purge(String module) {
    while (node.code.purge(name(module)) instanceof PurgeResult.CalledOff) {}
  }

  /** On platform threads: busy virtual ones would leave no carrier to the rest. */
  private CompletableFuture<Object> observe(AtomicBoolean goesOn) {
    BooleanSupplier going = goesOn::get;
    var result = new CompletableFuture<Object>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                result.complete(node.code.call(name("Observer"), "watch", going));
              } catch (Throwable thrown) {
                result.completeExceptionally(thrown);
              }
            });
    return result;
  }

  /** OTP: multiple_load_check_purge_repeat. */
  @Test
  void callers_go_on_through_reloads_without_an_error() throws Exception {
    node.code.load(TestModules.numbered("B", 0));
    var caller = "public class A { public static int ask() { return B.version(); } }";
    loaded(node.code.load(TestModules.compile(caller, TestModules.numberedSource("B"))));
    var goesOn = new AtomicBoolean(true);
    var callers = new ArrayList<CompletableFuture<Integer>>();
    for (var i = 0; i < 4; i++)
      callers.add(
          node.start(
              () -> {
                var last = 0;
                while (goesOn.get()) {
                  var now = askA();
                  if (now < last) throw new AssertionError(now + " after " + last);
                  last = now;
                  Thread.yield();
                }
                return last;
              }));

    for (var version = 1; version <= 40; version++) {
      while (!node.code.softPurge(name("B")).otp()) Thread.onSpinWait();
      loaded(node.code.load(TestModules.numbered("B", version)));
    }
    goesOn.set(false);

    for (var one : callers) assertThat(get(one)).isLessThanOrEqualTo(40);
  }

  private int askA() {
    try {
      return (int) Objects.requireNonNull(node.code.call(name("A"), "ask"));
    } catch (Throwable thrown) {
      throw new AssertionError(thrown);
    }
  }
}
