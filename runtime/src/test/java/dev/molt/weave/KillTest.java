package dev.molt.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a thread is busy with in woven code, its polls end it. */
final class KillTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final String BUSY =
      """
      import java.util.*;
      import java.util.function.*;
      public class Busy {
        public static volatile long x;
        static boolean yes() { return x >= 0; }

        public static void whileTrue() { while (true) x++; }
        public static void swallowing() {
          while (true) { try { while (true) x++; } catch (Throwable t) { x = 0; } }
        }
        public static void swallowingInside() {
          while (true) {
            try { while (true) { try { x++; } catch (Throwable t) { x = 1; } } }
            catch (Throwable t) { x = 2; }
          }
        }
        public static void backOnlyByCatch() {
          while (true) {
            try { x++; throw new RuntimeException(); }
            catch (RuntimeException e) { x++; }
          }
        }
        public static void backOnlyByCatchOfAll() {
          do {
            try { x++; if (yes()) throw new Exception(); return; } catch (Throwable t) { }
          } while (true);
        }
        public static void finallyContinues() {
          while (true) { try { x++; if (!yes()) return; } finally { if (yes()) continue; } }
        }
        public static void lambda() { Runnable r = () -> { while (true) x++; }; r.run(); }
        public static void nestedLambda() {
          Supplier<Runnable> s = () -> () -> { for (;;) x++; };
          s.get().run();
        }
        public static void emptyLambdaAgainAndAgain() {
          java.util.stream.Stream.generate(() -> { x++; return 1; }).forEach(i -> {});
        }
        public static void forEach() {
          new AbstractList<Integer>() {
            public Integer get(int i) { return i; }
            public int size() { return Integer.MAX_VALUE; }
          }.forEach(i -> x++);
        }
        public static void comparator() {
          var list = new ArrayList<Integer>(Collections.nCopies(5_000_000, 1));
          while (true) list.sort((a, b) -> { x++; return 0; });
        }
        public static void recursion() { try { deep(0); } catch (StackOverflowError e) { recursion(); } }
        private static void deep(int n) { x++; deep(n + 1); }
        public static void recursionThatSwallows() {
          x++;
          try { recursionThatSwallows(); } catch (Throwable t) { recursionThatSwallows(); }
        }
        public static void mutual() { while (yes()) even(1_000); }
        static boolean even(int n) { x++; return n == 0 || odd(n - 1); }
        static boolean odd(int n) { return n != 0 && even(n - 1); }
        public static void constructor() { new Spins(); }
        static class Spins { Spins() { this(spin()); } Spins(int i) {} static int spin() { while (true) x++; } }
        public static void loopInConstructor() { new Loops(); }
        static class Loops { Loops() { while (true) x++; } }
        public static void argumentOfSuper() { new Sub(3); }
        static class Base { Base(int i) {} }
        static class Sub extends Base {
          Sub(int i) { super(switch (i) { case 3 -> { while (i < 4) x++; yield 1; } default -> i; }); }
        }
        public static void recordMethod() { new R(1).spin(); }
        record R(int i) { void spin() { for (;;) x += i; } }
        public static void recordConstructor() { new C(1); }
        record C(int i) { C { while (i > 0) x++; } }
        public static void nested() { new Busy().new Inner().spin(); }
        class Inner { void spin() { do x++; while (true); } }
        public static void anonymous() { new Object() { void spin() { while (true) x++; } }.spin(); }
        public static void switchExpression() {
          long n = 0;
          while (true) n += switch ((int) (x++ % 3)) { case 0 -> 1; case 1 -> { while (yes()) x++; yield 2; } default -> 3; };
        }
        public static void labelled() {
          outer: for (;;) { for (int i = 0; ; i++) { x++; if (i > 3) continue outer; } }
        }
        public static void synchronizedLoop() { synchronized (Busy.class) { while (true) x++; } }
        public static void iterator() { for (var i : (Iterable<Integer>) Busy::numbers) x += i; }
        private static Iterator<Integer> numbers() {
          return new Iterator<>() {
            public boolean hasNext() { return true; }
            public Integer next() { return 1; }
          };
        }
        public static void emptyLoop() { x = 1; for (;;); }
        public static void data() { new HashSet<Object>(List.of(new Data())); }
        static class Data {
          @Override public int hashCode() { while (true) x++; }
        }
        public static void enumConstantBody() { Op.SPIN.run(); }
        enum Op { SPIN { void run() { while (true) x++; } }; abstract void run(); }
        public static void defaultMethod() { new Spinner() {}.spin(); }
        interface Spinner { default void spin() { step(); } private void step() { while (true) x++; } }
        public static void interfaceStatic() { Spinners.spin(); }
        interface Spinners { static void spin() { while (true) x++; } }
      }
      """;

  private static final SortedMap<String, byte[]> BUSY_CLASSES = Sources.compile(BUSY);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "whileTrue",
        "swallowing",
        "swallowingInside",
        "backOnlyByCatch",
        "backOnlyByCatchOfAll",
        "finallyContinues",
        "lambda",
        "nestedLambda",
        "emptyLambdaAgainAndAgain",
        "forEach",
        "comparator",
        "recursion",
        "recursionThatSwallows",
        "mutual",
        "constructor",
        "loopInConstructor",
        "argumentOfSuper",
        "recordMethod",
        "recordConstructor",
        "nested",
        "anonymous",
        "switchExpression",
        "labelled",
        "synchronizedLoop",
        "iterator",
        "emptyLoop",
        "data",
        "enumConstantBody",
        "defaultMethod",
        "interfaceStatic"
      })
  void a_kill_ends(String method) throws Throwable {
    var world = new World().load(BUSY_CLASSES);
    var x = world.type("Busy").getField("x");
    var end = new AtomicReference<Throwable>();
    var thread =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try {
                    world.call("Busy", method);
                  } catch (Throwable t) {
                    end.set(t);
                  }
                });
    await().atMost(PATIENCE).until(() -> x.getLong(null) > 0 || !thread.isAlive());
    assertThat(thread.isAlive()).as("busy").isTrue();

    world.kill(thread);

    thread.join(PATIENCE);
    assertThat(thread.isAlive()).as("alive").isFalse();
    assertThat(end.get()).isInstanceOf(World.Kill.class);
  }

  @Test
  void a_killed_thread_gives_back_its_locks() throws Throwable {
    var world =
        new World()
            .load(
                """
                import java.util.concurrent.locks.*;
                public class Locks {
                  public static volatile long x;
                  public static final ReentrantLock lock = new ReentrantLock();
                  public static void run() {
                    lock.lock();
                    try { while (true) x++; } finally { unlock(); }
                  }
                  private static void unlock() { lock.unlock(); }
                }
                """);
    var x = world.type("Locks").getField("x");
    var thread = Thread.ofPlatform().daemon().start(() -> run(world, "Locks"));
    await().atMost(PATIENCE).until(() -> x.getLong(null) > 0);

    // A kill at once in 'unlock' too is what the runtime's grace is for: here it is thrown once.
    world.killOnce(thread);

    thread.join(PATIENCE);
    assertThat(((java.util.concurrent.locks.ReentrantLock) world.field("Locks", "lock")).isLocked())
        .isFalse();
  }

  private static void run(World world, String type) {
    try {
      world.call(type, "run");
    } catch (Throwable t) {
      assertThat(t).isInstanceOf(World.Kill.class);
    }
  }
}
