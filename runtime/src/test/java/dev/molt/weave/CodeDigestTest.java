package dev.molt.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ConstantPoolBuilder;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class CodeDigestTest {
  private static final String SOURCE =
      """
      public class M {
        @Deprecated public static String f(int count) {
          String text = "a" + count;
          Runnable r = () -> System.out.println(text);
          return text + 70000 + 3.5 + 12345678901L;
        }
      }
      """;

  private static String digest(String source) {
    return CodeDigest.of(Sources.compile(source));
  }

  @Test
  void the_same_source_has_the_same_digest() {
    assertThat(digest(SOURCE)).isEqualTo(digest(SOURCE)).hasSize(64);
  }

  @Test
  void lines_do_not_count() {
    assertThat(digest("// a comment\n\n" + SOURCE.replace("{", "{\n"))).isEqualTo(digest(SOURCE));
  }

  @Test
  void names_of_variables_and_parameters_do_not_count() {
    assertThat(digest(SOURCE.replace("text", "words").replace("count", "number")))
        .isEqualTo(digest(SOURCE));
  }

  @Test
  void a_constant_counts() {
    assertThat(digest(SOURCE.replace("70000", "70001"))).isNotEqualTo(digest(SOURCE));
  }

  @Test
  void a_constant_in_a_lambda_counts() {
    assertThat(digest(SOURCE.replace("println(text)", "println(text + 1)")))
        .isNotEqualTo(digest(SOURCE));
  }

  @Test
  void an_annotation_counts() {
    assertThat(digest(SOURCE.replace("@Deprecated ", ""))).isNotEqualTo(digest(SOURCE));
  }

  @Test
  void a_modifier_counts() {
    assertThat(digest(SOURCE.replace("public static", "static"))).isNotEqualTo(digest(SOURCE));
  }

  @Test
  void the_class_that_is_nested_counts() {
    assertThat(digest(SOURCE.replace("public class M {", "public class M { class N {}")))
        .isNotEqualTo(digest(SOURCE));
  }

  @Test
  void the_name_of_a_class_file_counts() {
    var one = Sources.compile(SOURCE);
    var other = new TreeMap<String, byte[]>();
    one.forEach((name, bytes) -> other.put(name + "2", bytes));

    assertThat(CodeDigest.of(one)).isNotEqualTo(CodeDigest.of(other));
  }

  @Test
  void the_order_of_the_constant_pool_does_not_count() {
    var classes = Sources.compile(SOURCE);
    var shuffled = new TreeMap<String, byte[]>();
    classes.forEach((name, bytes) -> shuffled.put(name, withMuchBefore(bytes)));

    assertThat(shuffled.get("M")).isNotEqualTo(classes.get("M"));
    assertThat(CodeDigest.of(shuffled)).isEqualTo(CodeDigest.of(classes));
  }

  /** The class with its pool laid out anew, behind so much that each {@code ldc} must be wide. */
  private static byte[] withMuchBefore(byte[] bytes) {
    var model = ClassFile.of().parse(bytes);
    var pool = ConstantPoolBuilder.of();
    for (var i = 0; i < 300; i++) pool.stringEntry("unused " + i);
    return ClassFile.of()
        .build(
            pool.classEntry(model.thisClass().asSymbol()),
            pool,
            type -> reversed(model).forEach(type::with));
  }

  private static Iterable<java.lang.classfile.ClassElement> reversed(ClassModel model) {
    return model.elementList();
  }
}
