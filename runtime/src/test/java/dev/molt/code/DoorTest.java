package dev.molt.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Package-private methods, called by a module that was woven before they were known. */
final class DoorTest {
  private static final String CALLER =
      """
      public class A {
        public static int ask() { return Make.shape().describe(); }
      }
      """;

  private static final String SHAPE =
      """
      public abstract class Shape {
        abstract int area();
        int describe() { return area() + 1; }
      }
      """;

  private static final String CIRCLE =
      """
      public class Circle extends Shape {
        int area() { return 10; }
        int describe() { return super.describe() * 2; }
      }
      """;

  private static final String MAKE =
      """
      public class Make {
        public static Shape shape() { return new Circle(); }
      }
      """;

  private final TestNode node = new TestNode();

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void what_is_overridden_in_another_module_is_reached() throws Exception {
    TestNode.loaded(node.code.load(TestModules.compile(CALLER, MAKE, SHAPE, CIRCLE)));
    node.load(SHAPE);
    TestNode.loaded(node.code.load(TestModules.compile(CIRCLE, SHAPE)));
    TestNode.loaded(node.code.load(TestModules.compile(MAKE, SHAPE, CIRCLE)));

    assertThat(node.call("A", "ask")).isEqualTo(22);
  }
}
