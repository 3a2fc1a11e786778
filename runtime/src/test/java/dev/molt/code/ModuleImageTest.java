package dev.molt.code;

import static dev.molt.code.TestNode.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ModuleImageTest {
  @Test
  void the_digest_is_that_of_the_code_whatever_its_lines_are() {
    var source = "public class A { public static int f() { int n = 1; return n; } }";
    var one = TestModules.image(source);

    assertThat(TestModules.image("\n\n\n" + source).digest()).isEqualTo(one.digest());
    assertThat(TestModules.image(source.replace("int n", "int m").replace("return n", "return m")))
        .extracting(ModuleImage::digest)
        .isEqualTo(one.digest());
    assertThat(TestModules.image(source.replace("= 1", "= 2")).digest()).isNotEqualTo(one.digest());
  }

  @Test
  void what_is_no_code_of_the_module_is_bad() {
    assertThat(why(TestModules.junk("A"))).startsWith("A is not a class file");
    assertThat(why(TestModules.renamed(TestModules.numbered("B", 1), "A")))
        .isEqualTo("A is in fact B");
    assertThat(why(ObjectCode.of(name("A"), Map.of(), null)))
        .isEqualTo("there is no class A in it");
    var a = TestModules.numbered("A", 1).classes().get("A");
    var b = TestModules.numbered("B", 1).classes().get("B");
    assertThat(why(ObjectCode.of(name("A"), Map.of("A", a, "B", b), null)))
        .isEqualTo("B is no class of A");
  }

  private static String why(ObjectCode code) {
    return switch (ModuleImage.of(code)) {
      case ImageResult.Bad(var why) -> why;
      case ImageResult.Valid(var image) -> "valid: " + image;
    };
  }

  @Test
  void a_module_owns_its_type_and_what_is_nested_in_it() {
    assertThat(name("chat.Room").owns("chat.Room$Seat")).isTrue();
    assertThat(name("chat.Room").owns("chat.Roomy")).isFalse();
    assertThat(ModuleName.ofClass("chat.Room$Seat$1")).isEqualTo(name("chat.Room"));
    assertThat(ModuleName.ofClass("chat.$Room")).isEqualTo(name("chat.$Room"));
    assertThatThrownBy(() -> name("chat/Room")).isInstanceOf(IllegalArgumentException.class);
  }
}
