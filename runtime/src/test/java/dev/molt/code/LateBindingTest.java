package dev.molt.code;

import static dev.molt.code.TestNode.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
      public static int version() { return %d; }
      public static int plus(int a, long b) { return (int) (a + b) + %d; }
    }
    """
        .formatted(version, version);
  }

  private static final String CALLER =
      """
      public class A {
        public static int ask() { return B.version(); }
        public static int plus() { return B.plus(1, 2L); }
      }
      """;

  private ObjectCode caller() {
    return TestModules.compile(CALLER, b(0));
  }

  @Test
  void a_qualified_call_reaches_the_current_version() throws Exception {
    node.load(b(1));
    TestNode.loaded(node.code.load(caller()));

    assertThat(node.call("A", "ask")).isEqualTo(1);
    assertThat(node.call("A", "plus")).isEqualTo(4);

    node.load(b(2));

    assertThat(node.call("A", "ask")).isEqualTo(2);
    assertThat(node.call("A", "plus")).isEqualTo(5);
  }

  @Test
  void a_call_of_a_module_that_is_not_there_is_undef_until_it_comes() throws Exception {
    TestNode.loaded(node.code.load(caller()));

    assertThatThrownBy(() -> node.call("A", "ask"))
        .isInstanceOf(Undef.class)
        .hasMessage("undef: B.version/0");

    node.load(b(1));

    assertThat(node.call("A", "ask")).isEqualTo(1);
  }

  @Test
  void a_call_loads_the_module_from_the_path() throws Exception {
    TestNode.loaded(node.code.load(caller()));
    node.store.put(TestModules.compile(b(3)));

    assertThat(node.call("A", "ask")).isEqualTo(3);
    assertThat(node.code.isLoaded(name("B"))).isTrue();
  }
}
