package dev.molt.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SourceFileTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "4913",
        ".E3.java.swp",
        ".E3.java",
        "E3.java~",
        "#E3.java#",
        ".#E3.java",
        "E3.java___jb_tmp___",
        "E3.java___jb_old___",
        "E3.java.tmp",
        "E3.java.1234.tmp",
        "sedXyZ12a",
        "E3.class",
        "E3.jav",
        "E3 (copy).java",
        "class.java",
        ".git/E3.java",
        "node-modules/E3.java",
        "META-INF/E3.java"
      })
  void temporaries_of_editors_and_what_can_be_no_module_are_no_sources(String path) {
    assertThat(SourceFile.of(Path.of(path))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"E3.java", "shop/Cart.java", "a/b/c/D_1.java", "größe/Maß.java"})
  void a_java_file_in_folders_that_can_be_packages_is_a_source(String path) {
    assertThat(SourceFile.of(Path.of(path))).contains(new SourceFile(path));
  }

  @Test
  void its_path_tells_its_package_and_what_it_declares() {
    var cart = new SourceFile("web/shop/Cart.java");
    assertThat(cart.packageName()).isEqualTo("web.shop");
    assertThat(cart.stem()).isEqualTo("Cart");
    assertThat(cart.kind()).isEqualTo(SourceFile.Kind.TYPES);
    assertThat(new SourceFile("E3.java").packageName()).isEmpty();
    assertThat(new SourceFile("a/package-info.java").kind()).isEqualTo(SourceFile.Kind.PACKAGE);
    assertThat(new SourceFile("module-info.java").kind())
        .isEqualTo(SourceFile.Kind.PLATFORM_MODULE);
  }
}
