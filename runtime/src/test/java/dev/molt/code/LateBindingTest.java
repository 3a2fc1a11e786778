package dev.molt.code;

import static dev.molt.code.TestNode.loaded;
import static dev.molt.code.TestNode.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LateBindingTest {
  private final TestNode node = new TestNode();

  @AfterEach
  void close() {
    node.close();
  }

  private static String b(int version) {
    return """
    public class B {
      public static int counter = 10 * %1$d;
      public static int version() { return %1$d; }
      public static int plus(int a, long b) { return (int) (a + b) + %1$d; }
      static String hidden() { return "hidden " + %1$d; }
      static class Inner { static int version() { return -%1$d; } }
    }
    """
        .formatted(version);
  }

  private static final String CALLER =
      """
      public class A {
        public static int ask() { return B.version(); }
        public static int plus() { return B.plus(1, 2L); }
        public static String hidden() { return B.hidden(); }
        public static int inner() { return B.Inner.version(); }
        public static int read() { return B.counter; }
        public static void write(int value) { B.counter = value; }
        public static int viaReference() { return ((IntSupplier) B::version).getAsInt(); }
      }
      """;

  private void loadCaller() {
    loaded(node.code.load(TestModules.compile(CALLER, b(0))));
  }

  @Test
  void a_qualified_call_reaches_the_current_version() throws Exception {
    node.load(b(1));
    loadCaller();

    assertThat(node.call("A", "ask")).isEqualTo(1);
    assertThat(node.call("A", "plus")).isEqualTo(4);
    assertThat(node.call("A", "hidden")).isEqualTo("hidden 1");
    assertThat(node.call("A", "inner")).isEqualTo(-1);
    assertThat(node.call("A", "viaReference")).isEqualTo(1);

    node.load(b(2));

    assertThat(node.call("A", "ask")).isEqualTo(2);
    assertThat(node.call("A", "plus")).isEqualTo(5);
    assertThat(node.call("A", "hidden")).isEqualTo("hidden 2");
    assertThat(node.call("A", "inner")).isEqualTo(-2);
    assertThat(node.call("A", "viaReference")).isEqualTo(2);
  }

  /** Once only weak references led to a site whose target was set: a collection lost it. */
  @Test
  void a_call_site_follows_loads_after_garbage_collections() throws Exception {
    node.load(b(1));
    loadCaller();
    for (var version = 2; version < 6; version++) {
      node.call("A", "ask");
      System.gc();
      node.code.purge(name("B"));
      node.load(b(version));
      assertThat(node.call("A", "ask")).isEqualTo(version);
    }
  }

  @Test
  void a_static_field_of_another_module_is_that_of_the_current_version() throws Exception {
    node.load(b(1));
    loadCaller();
    node.call("A", "write", 5);
    assertThat(node.call("A", "read")).isEqualTo(5);

    node.load(b(2));

    assertThat(node.call("A", "read")).isEqualTo(20);
  }

  @Test
  void a_call_of_a_module_that_is_not_there_is_undef_until_it_comes() throws Exception {
    loadCaller();

    assertThatThrownBy(() -> node.call("A", "ask"))
        .isInstanceOf(Undef.class)
        .hasMessage("undef: B.version/0");

    node.load(b(1));

    assertThat(node.call("A", "ask")).isEqualTo(1);
  }

  @Test
  void a_call_loads_the_module_from_the_path() throws Exception {
    loadCaller();
    node.store.put(TestModules.compile(b(3)));

    assertThat(node.call("A", "ask")).isEqualTo(3);
    assertThat(node.code.isLoaded(name("B"))).isTrue();
  }

  @Test
  void a_call_of_a_deleted_module_loads_it_from_the_path_again() throws Exception {
    node.load(b(1));
    loadCaller();
    assertThat(node.call("A", "ask")).isEqualTo(1);
    node.store.put(TestModules.compile(b(2)));

    assertThat(node.code.delete(name("B"))).isTrue();
    assertThat(node.call("A", "ask")).isEqualTo(2);
    assertThat(node.code.checkOldCode(name("B"))).isTrue();
  }

  @Test
  void a_function_that_the_new_version_lacks_is_undef_and_works_when_it_is_back() throws Exception {
    node.load(b(1));
    loadCaller();
    assertThat(node.call("A", "ask")).isEqualTo(1);

    node.load("public class B { public static int versions() { return 2; } }");

    assertThatThrownBy(() -> node.call("A", "ask"))
        .isInstanceOf(Undef.class)
        .hasMessage("undef: B.version/0 (there is B.versions/0)");
    node.code.purge(name("B"));
    node.load(b(3));
    assertThat(node.call("A", "ask")).isEqualTo(3);
  }

  @Test
  void a_call_finds_the_only_function_of_its_name_and_arity_when_its_types_have_changed()
      throws Exception {
    node.load(b(1));
    loadCaller();

    node.load(
        """
        public class B {
          public static long version() { return 7; }
          public static int plus(long a, long b) { return (int) (a * b); }
        }
        """);

    assertThat(node.call("A", "plus")).isEqualTo(2);
    assertThatThrownBy(() -> node.call("A", "ask")).isInstanceOf(Undef.class);
  }

  @Test
  void a_name_that_is_not_there_is_told_from_names_that_come_near() {
    node.load("public class Counter { public static int value() { return 1; } }");

    assertThatThrownBy(() -> node.call("Couter", "value"))
        .isInstanceOfSatisfying(
            Undef.class, undef -> assertThat(undef.nearMisses()).containsExactly("Counter"));
    assertThatThrownBy(() -> node.call("Counter", "valeu"))
        .isInstanceOfSatisfying(
            Undef.class,
            undef -> assertThat(undef.nearMisses()).containsExactly("Counter.value/0"));
  }

  @Test
  void a_call_by_name_takes_the_function_that_fits_the_arguments() throws Exception {
    node.load(
        """
        public class Over {
          public static String of(int i) { return "int"; }
          public static String of(String s) { return "text"; }
          public static String sum(int a, int b) { return "" + (a + b); }
          static String secret() { return "secret"; }
        }
        """);

    assertThat(node.call("Over", "of", 1)).isEqualTo("int");
    assertThat(node.call("Over", "of", "x")).isEqualTo("text");
    assertThat(node.call("Over", "sum", 1, 2)).isEqualTo("3");
    assertThatThrownBy(() -> node.call("Over", "secret")).isInstanceOf(Undef.class);
    assertThat(node.code.current(name("Over")).orElseThrow().exported())
        .extracting(ExportedFunction::toString)
        .containsExactly("of/1", "of/1", "sum/2");
  }

  /** OTP: error_handler_SUITE undefined_function_handler. */
  @Test
  void a_module_may_answer_calls_of_functions_that_it_does_not_have() throws Exception {
    node.load(
        """
        public class B {
          public static Object handleUndefinedFunction(String function, List<?> arguments) {
            return function.equals("version") ? 42 : null;
          }
        }
        """);
    loadCaller();

    assertThat(node.call("A", "ask")).isEqualTo(42);
  }

  @Test
  void a_process_may_have_its_own_error_handler() throws Exception {
    loadCaller();
    var handler =
        new ErrorHandler() {
          @Override
          public Object undefinedFunction(UndefinedCall call) {
            return 100 + call.arity();
          }
        };

    var answers =
        node.in(
            () -> {
              var before = Code.errorHandler(handler);
              return List.of(before == ErrorHandler.AUTOLOAD, called("ask"), called("plus"));
            });

    assertThat(answers).isEqualTo(List.of(true, 100, 102));
    assertThatThrownBy(() -> node.call("A", "ask")).isInstanceOf(Undef.class);
  }

  private Object called(String function) throws Exception {
    try {
      return Objects.requireNonNull(node.code.call(name("A"), function));
    } catch (Throwable thrown) {
      throw new AssertionError(thrown);
    }
  }

  @Test
  void two_nodes_in_one_vm_do_not_know_each_other() throws Exception {
    try (var other = new TestNode()) {
      node.load(b(1));
      loadCaller();
      other.load(b(2));
      loaded(other.code.load(TestModules.compile(CALLER, b(0))));

      assertThat(node.call("A", "ask")).isEqualTo(1);
      assertThat(other.call("A", "ask")).isEqualTo(2);
      node.code.delete(name("B"));
      assertThatThrownBy(() -> node.call("A", "ask")).isInstanceOf(Undef.class);
      assertThat(other.call("A", "ask")).isEqualTo(2);
    }
  }

  @Test
  void the_context_class_loader_of_a_process_finds_current_modules() throws Exception {
    node.load(b(1));
    node.load(b(2));

    var loader =
        node.in(
            () ->
                Class.forName("B", false, Thread.currentThread().getContextClassLoader())
                    .getClassLoader()
                    .getName());

    assertThat(loader).isEqualTo("B@2");
  }

  @Test
  void a_type_of_another_module_is_loaded_with_the_module_that_names_it() throws Exception {
    var message = "public record Message(String text) {}";
    node.store.put(TestModules.compile(message));
    var sender =
        "public class Sender { public static Object make() { return new Message(\"hi\"); } }";
    loaded(node.code.load(TestModules.compile(sender, message)));

    assertThat(node.call("Sender", "make")).hasToString("Message[text=hi]");
    assertThat(node.code.isLoaded(name("Message"))).isTrue();
  }
}
