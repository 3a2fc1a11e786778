package dev.molt.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** What reaches the current version of another module, and what stays in its own. */
final class LateBindingTest {
  private static final String B = "public class B { public static int f(int x) { return x + 1; } }";
  private static final String B2 = B.replace("+ 1", "+ 1000");

  @Test
  void a_static_call_reaches_the_version_loaded_last() throws Throwable {
    var world =
        new World().load("public class A { public static int run() { return B.f(1); } }", B);
    assertThat(world.call("A", "run")).isEqualTo(2);

    world.load(B2);

    assertThat(world.call("A", "run")).isEqualTo(1001);
  }

  @Test
  void a_running_loop_reaches_it_too() throws Throwable {
    var world =
        new World()
            .load(
                """
                public class A {
                  public static volatile int last;
                  public static void run() { while (last < 1000) last = B.f(1); }
                }
                """,
                B);
    var thread = Thread.ofPlatform().daemon().start(() -> call(world, "A", "run"));
    await().atMost(Duration.ofSeconds(20)).until(() -> world.field("A", "last").equals(2));

    world.load(B2);

    thread.join(Duration.ofSeconds(20));
    assertThat(thread.isAlive()).isFalse();
  }

  private static void call(World world, String type, String method) {
    try {
      world.call(type, method);
    } catch (Throwable t) {
      throw new AssertionError(t);
    }
  }

  @Test
  void a_call_within_the_module_stays() throws Throwable {
    var source =
        """
        public class A {
          public static int run() { return f() + N.g(); }
          static int f() { return 1; }
          static class N { static int g() { return 10; } }
          public static java.util.function.Supplier<Integer> held() { return A::run; }
        }
        """;
    var world = new World().load(source);
    var old = world.type("A");
    var held = (java.util.function.Supplier<?>) world.call("A", "held");

    world.load(source.replace("return 1;", "return 2;").replace("10", "20"));

    assertThat(old.getMethod("run").invoke(null)).isEqualTo(11);
    assertThat(held.get()).isEqualTo(11);
    assertThat(world.call("A", "run")).isEqualTo(22);
  }

  @Test
  void a_method_reference_to_another_module_is_late_bound_in_any_interface() throws Throwable {
    var world =
        new World()
            .load(
                """
                public class A {
                  public static java.util.function.IntUnaryOperator held() { return B::f; }
                }
                """,
                B);
    var held = (IntUnaryOperator) world.call("A", "held");
    assertThat(held.applyAsInt(1)).isEqualTo(2);

    world.load(B2);

    assertThat(held.applyAsInt(1)).isEqualTo(1001);
  }

  @Test
  void its_bridge_is_named_by_what_it_does() {
    var source =
        """
        public class A {
          java.util.function.IntUnaryOperator f = %sB::f;
        }
        """;
    ModuleNames names = name -> name.equals("A") || name.equals("B") ? name : null;
    var one = Sources.compile(source.formatted(""), B).get("A");
    var two =
        Sources.compile(
                source
                    .formatted("x -> 0, g = B::f, h = B::f, f2 = ")
                    .replace("B::f, h", "x -> 1, h"),
                B)
            .get("A");

    assertThat(Text.methods(new Weaver(names).weave("A", one).bytes()))
        .filteredOn(name -> name.startsWith("molt$"))
        .singleElement()
        .isEqualTo(
            Text.methods(new Weaver(names).weave("A", two).bytes()).stream()
                .filter(name -> name.startsWith("molt$"))
                .collect(java.util.stream.Collectors.joining(",")))
        .asString()
        .startsWith("molt$call$f$");
  }

  @Test
  void static_methods_of_interfaces_and_nested_classes_are_late_bound() throws Throwable {
    var i =
        """
        public interface I {
          static int f() { return 1; }
          int X = new java.util.Random(1).nextInt(1) + 5;
          class N { public static int g() { return 10; } }
        }
        """;
    var world =
        new World()
            .load(
                """
                public class A {
                  public static int run() { return I.f() + I.N.g() + I.X; }
                }
                """,
                i);
    assertThat(world.call("A", "run")).isEqualTo(16);

    world.load(i.replace("return 1;", "return 2;").replace("return 10;", "return 20;"));

    assertThat(world.call("A", "run")).isEqualTo(27);
  }

  @Test
  void an_inherited_static_method_is_that_of_the_module_which_declares_it() throws Throwable {
    var base = "public class Base { static int f() { return 1; } protected static int x = 3; }";
    var world =
        new World()
            .load(
                """
                public class A extends Base {
                  public static int run() { x += 1; return f() + x; }
                  public static int through() { return A.f() + C.f(); }
                }
                """,
                "public class C extends Base {}",
                base);
    assertThat(world.call("A", "run")).isEqualTo(5);
    assertThat(world.call("A", "through")).isEqualTo(2);

    world.load(base.replace("return 1;", "return 2;"));

    assertThat(world.call("A", "through")).isEqualTo(4);
  }

  @Test
  void static_fields_are_read_and_written_in_the_other_module() throws Throwable {
    var world =
        new World()
            .load(
                """
                public class A {
                  public static long run() { B.n += 5; B.o = "a"; B.d = B.d * 2; return B.n; }
                }
                """,
                "public class B { static long n = 1; static Object o; static double d = 1.5; "
                    + "public static String all() { return n + \" \" + o + \" \" + d; } }");

    assertThat(world.call("A", "run")).isEqualTo(6L);
    assertThat(world.call("B", "all")).isEqualTo("6 a 3.0");
  }

  @Test
  void exits_of_the_jvm_become_exits_of_the_process() throws Throwable {
    var world =
        new World()
            .load(
                """
                import java.util.function.IntConsumer;
                public class A {
                  public static void system() { System.exit(1); }
                  public static void runtime() { Runtime.getRuntime().exit(2); }
                  public static void halt() { var r = Runtime.getRuntime(); r.halt(3); }
                  public static void reference() { IntConsumer c = System::exit; c.accept(4); }
                  public static void bound() { IntConsumer c = Runtime.getRuntime()::halt; c.accept(5); }
                }
                """);

    var code = 0;
    for (var method : new String[] {"system", "runtime", "halt", "reference", "bound"}) {
      var expected = ++code;
      assertThatThrownBy(() -> world.call("A", method))
          .as(method)
          .isInstanceOfSatisfying(
              TestBootstraps.Exited.class, e -> assertThat(e.code).isEqualTo(expected));
    }
  }
}
