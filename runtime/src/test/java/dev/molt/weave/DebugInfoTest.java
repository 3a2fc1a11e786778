package dev.molt.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.LineNumberInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines and variables are where they were. */
final class DebugInfoTest {
  private static final String SOURCE =
      """
      public class M {
        public static int f(int count, String text) {
          int sum = 0;
          for (int i = 0; i < count; i++) {
            sum += text.length();
          }
          return sum;
        }
        public static int fails() {
          return f(1,
              null);
        }
      }
      """;

  @Test
  void a_stack_trace_has_the_lines_of_the_source() {
    var world = new World().load(SOURCE);

    var thrown = catchThrowable(() -> world.call("M", "fails"));

    assertThat(lines(thrown)).startsWith(5, 10);
  }

  @Test
  void a_poll_at_the_start_is_on_the_first_line() {
    var world = new World().load(SOURCE);
    world.poison("M");

    var thrown = catchThrowable(() -> world.call("M", "f", 1, "a"));

    assertThat(thrown).isInstanceOf(World.BadFun.class);
    assertThat(lines(thrown)).startsWith(3);
  }

  private static List<Integer> lines(Throwable thrown) {
    return java.util.Arrays.stream(thrown.getStackTrace())
        .filter(frame -> frame.getClassName().equals("M"))
        .map(StackTraceElement::getLineNumber)
        .toList();
  }

  @Test
  void parameters_are_visible_from_the_start_and_each_line_has_one_entry() {
    var bytes = Sources.compile(SOURCE).get("M");
    var woven =
        ClassFile.of().parse(new Weaver(_ -> null, World.BOOTSTRAPS).weave("M", bytes).bytes());

    var method =
        woven.methods().stream()
            .filter(one -> one.methodName().equalsString("f"))
            .findFirst()
            .orElseThrow();
    var code = method.code().orElseThrow();
    assertThat(code.findAttribute(Attributes.localVariableTable()).orElseThrow().localVariables())
        .filteredOn(variable -> variable.startPc() == 0)
        .extracting(variable -> variable.name().stringValue())
        .containsExactlyInAnyOrder("count", "text");
    assertThat(code.findAttribute(Attributes.lineNumberTable()).orElseThrow().lineNumbers())
        .extracting(LineNumberInfo::lineNumber)
        .containsExactly(3, 4, 5, 4, 7);
    assertThat(method.findAttribute(Attributes.methodParameters())).isPresent();
    assertThat(woven.findAttribute(Attributes.sourceFile())).isPresent();
  }
}
