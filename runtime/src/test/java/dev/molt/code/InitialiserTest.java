package dev.molt.code;

import static dev.molt.code.TestNode.get;
import static dev.molt.code.TestNode.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.molt.process.ExitException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Static initialisers: harmless ones run before a load, others at first use, never on a carrier.
 */
public final class InitialiserTest {
  /** What the initialisers of test modules reach; one test at a time. */
  public static CountDownLatch gate = new CountDownLatch(1);

  private final TestNode node = new TestNode();

  @AfterEach
  void close() {
    gate.countDown();
    gate = new CountDownLatch(1);
    node.close();
  }

  @Test
  void an_initialiser_that_only_makes_constants_has_run_before_the_load_returns() {
    var version =
        node.load(
            """
            public class Constants {
              enum Color { RED, GREEN; final int code = 3 * ordinal(); }
              record Point(int x, int y) { static final Point ORIGIN = new Point(0, 0); }
              static final List<String> NAMES = List.of("a", "b");
              static final Map<Color, Integer> CODES = new EnumMap<>(Color.class);
              static final Supplier<String> SAYS = () -> "hello";
              static final String TEXT = "a" + NAMES.size() + Color.GREEN;
              static int counter = 7;
              static final int[] NUMBERS = {1, 2, 3};
            }
            """);

    assertThat(version.classNames()).hasSize(3).allMatch(version::isInitialised);
  }

  @Test
  void an_initialiser_that_may_do_anything_waits_for_the_first_use() throws Exception {
    var version =
        node.load(
            """
            public class Anything {
              static final String THREAD =
              Thread.currentThread().isVirtual() + " " + Thread.currentThread().getName();
              public static String thread() { return THREAD; }
            }
            """);
    assertThat(version.isInitialised("Anything")).isFalse();

    assertThat(node.ask("Anything", "thread")).isEqualTo("false molt-init-Anything@1");
    assertThat(version.isInitialised("Anything")).isTrue();
  }

  @Test
  void loops_locks_and_calls_of_unknown_code_are_not_harmless() {
    assertThat(lazy("public class A { static int n; static { while (n < 10) n++; } }"))
        .containsExactly("A");
    assertThat(lazy("public class A { static { synchronized (A.class) { } } }"))
        .containsExactly("A");
    assertThat(lazy("public class A { static { List.of(1).forEach(i -> { while (true); }); } }"))
        .containsExactly("A");
    assertThat(lazy("public class A { static int n = help(); static int help() { return 1; } }"))
        .isEmpty();
    assertThat(
            lazy("public class A { static int n = help(); static int help() { return help(); } }"))
        .containsExactly("A");
    assertThat(
            lazy(
                """
                public class A {
                  static class B { static long now = System.nanoTime(); }
                  static class C extends B { }
                  static long n = B.now;
                }
                """))
        .containsExactly("A", "A$B", "A$C");
    assertThat(lazy("public class A { }")).isEmpty();
  }

  private static Iterable<String> lazy(String source) {
    return InitialiserScan.lazyClasses(TestModules.compile(source).classes());
  }

  /** An initialiser that blocks holds no carrier: the other processes go on. */
  @Test
  void those_who_wait_for_an_initialiser_hold_up_nobody_else() throws Exception {
    node.load(
        """
        public class Blocks {
          static {
            try {
              InitialiserTest.gate.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
          public static String done() { return "done"; }
        }
        """);
    var waiting = new ArrayList<CompletableFuture<Object>>();
    for (var i = 0; i < 20; i++) waiting.add(node.start(() -> node.ask("Blocks", "done")));

    assertThat(node.in(() -> "served")).isEqualTo("served");
    assertThat(waiting).noneMatch(CompletableFuture::isDone);
    gate.countDown();

    for (var one : waiting) assertThat(get(one)).isEqualTo("done");
  }

  @Test
  void an_initialiser_that_does_not_end_is_an_error_in_those_who_wait() throws Exception {
    try (var impatient =
        new TestNode(new CodeSettings(Duration.ofMillis(50), PurgeOptions.DEFAULT))) {
      impatient.load(
          """
          public class Blocks {
            static {
              try {
                InitialiserTest.gate.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            }
            public static String done() { return "done"; }
          }
          """);

      assertThatThrownBy(() -> impatient.ask("Blocks", "done"))
          .isInstanceOf(InitialiserFailed.class)
          .hasMessageContaining("Blocks@1")
          .hasMessageContaining("has not ended within 50 ms");
    }
  }

  @Test
  void an_initialiser_that_throws_is_an_error_that_names_it_in_every_call() throws Exception {
    node.load(
        """
        public class Throws {
          static final int NUMBER = Integer.parseInt(System.getProperty("no.such.property", "x"));
          public static int number() { return NUMBER; }
        }
        """);

    for (var i = 0; i < 2; i++)
      assertThatThrownBy(() -> node.ask("Throws", "number"))
          .isInstanceOf(InitialiserFailed.class)
          .hasMessageContaining("Throws (Throws@1) failed")
          .hasRootCauseInstanceOf(NumberFormatException.class);
  }

  @Test
  void an_initialiser_may_call_other_modules_and_load_them() throws Exception {
    node.store.put(TestModules.numbered("Other", 4));
    var user =
        """
        public class User {
          static final int NUMBER = Other.version();
          public static int number() { return NUMBER; }
        }
        """;
    node.code.load(TestModules.compile(user, TestModules.numberedSource("Other")));

    assertThat(node.ask("User", "number")).isEqualTo(4);
  }

  @Test
  void two_modules_may_initialise_each_other() throws Exception {
    var a =
        """
        public class A {
          static final long AT = System.nanoTime();
          static final int N = B.n() + 1;
          public static int n() { return N; }
        }
        """;
    var b =
        """
        public class B {
          static final long AT = System.nanoTime();
          static final int N = A.n() + 10;
          public static int n() { return N; }
        }
        """;
    TestModules.compileAll(a, b).values().forEach(node.code::load);

    assertThat(node.ask("A", "n")).isEqualTo(11);
  }

  @Test
  void a_harmless_initialiser_that_throws_is_badfile_and_kills_nobody() throws Exception {
    node.load("public class m1 { public static int version() { return 1; } }");

    assertThat(
            node.code.load(
                TestModules.compile(
                    """
                    public class m1 {
                      static int zero = 0;
                      static int n = 1 / zero;
                      public static int version() { return 2; }
                    }
                    """)))
        .isInstanceOfSatisfying(
            LoadResult.BadFile.class, bad -> assertThat(bad.why()).contains("/ by zero"));
    assertThat(node.call("m1", "version")).isEqualTo(1);
    assertThat(node.code.checkOldCode(name("m1"))).isFalse();
  }

  @Test
  void system_exit_in_a_module_is_the_exit_of_the_calling_process() throws Exception {
    node.load("public class Exits { public static int exit(int n) { System.exit(n); return n; } }");

    assertThatThrownBy(() -> node.ask("Exits", "exit", 3))
        .isInstanceOf(ExitException.class)
        .hasMessage("exit status 3");
    assertThatThrownBy(() -> node.ask("Exits", "exit", 0))
        .isInstanceOf(ExitException.class)
        .hasMessage("normal");
  }
}
