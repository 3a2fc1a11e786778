package dev.molt.compile;

import static dev.molt.compile.CompileFixture.names;
import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.code.ModuleName;
import dev.molt.source.SourceContent;
import dev.molt.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class CompilerTest {
  @TempDir Path dir;
  private CompileFixture sources;

  @BeforeEach
  void open() throws Exception {
    sources = CompileFixture.open(dir);
  }

  @AfterEach
  void close() throws Exception {
    sources.close();
  }

  @Test
  void a_source_becomes_a_module_with_all_that_is_nested_in_it() {
    var compiled =
        sources
            .save(
                "shop/Cart.java",
                """
                package shop;
                public class Cart {
                  record Item(String name) {}
                  static Runnable show() { return () -> System.out.println(new Object() {}); }
                }
                """)
            .compileAll();
    assertThat(compiled.images()).hasSize(1);
    var image = compiled.images().getFirst();
    assertThat(image.name()).isEqualTo(new ModuleName("shop.Cart"));
    assertThat(image.classes().keySet())
        .containsExactly("shop.Cart", "shop.Cart$1", "shop.Cart$Item");
    assertThat(image.source()).isEqualTo(dir.resolve("shop/Cart.java"));
    assertThat(compiled.took()).isPositive();
  }

  @Test
  void each_top_level_type_of_a_file_is_a_module() {
    sources.save("Cart.java", "class Cart {} record Item(int n) {} interface Shop {}");
    assertThat(names(sources.compileAll())).containsExactly("Cart", "Item", "Shop");
    var layout = sources.compiler.layout();
    assertThat(layout.fileOf(new ModuleName("Item"))).contains(new SourceFile("Cart.java"));

    sources.save("Cart.java", "class Cart {} interface Shop {}");
    var compiled = sources.compileAll();
    assertThat(compiled.gone()).containsExactly(new ModuleName("Item"));
    assertThat(names(compiled)).containsExactly("Cart", "Shop");
  }

  @Test
  void one_source_compiles_alone_against_the_last_good_classes_of_the_others() {
    sources.save("A.java", "class A { static int one() { return 1; } }");
    sources.save("B.java", "class B { static int two() { return A.one() + 1; } }");
    sources.compileAll();

    sources.save("B.java", "class B { static int two() { return A.one() + 2; } }");
    var compiled = sources.compileAll();
    assertThat(compiled.sources()).isEqualTo(1);
    assertThat(sources.call("B", "two")).isEqualTo(3);
  }

  @Test
  void modules_may_use_what_is_on_the_class_path() {
    sources.save(
        "A.java",
        "class A { static int size() { return com.google.common.collect.ImmutableList.of(1).size(); }"
            + " static dev.molt.term.Pid pid() { return null; } }");
    sources.compileAll();
    assertThat(sources.call("A", "size")).isEqualTo(1);
  }

  @Test
  void classes_carry_lines_variables_and_parameter_names() throws Exception {
    var compiled =
        sources
            .save("A.java", "class A { void f(int count) { int twice = 2 * count; } }")
            .compileAll();
    var loaded = Loaded.of(compiled.images());
    var parameter = loaded.loadClass("A").getDeclaredMethod("f", int.class).getParameters()[0];
    assertThat(parameter.isNamePresent()).isTrue();
    assertThat(parameter.getName()).isEqualTo("count");
    var text =
        new String(compiled.images().getFirst().classes().get("A"), StandardCharsets.ISO_8859_1);
    assertThat(text).contains("LineNumberTable", "LocalVariableTable", "twice", "A.java");
  }

  @Test
  void what_is_compiled_is_what_was_read_and_not_what_is_on_disk() throws Exception {
    java.nio.file.Files.writeString(dir.resolve("A.java"), "class A { broken");
    java.nio.file.Files.writeString(dir.resolve("B.java"), "class B { broken");
    sources.save("A.java", "class A { static int one() { return 1; } }");
    sources.compileAll();
    assertThat(sources.call("A", "one")).isEqualTo(1);
  }

  @Test
  void an_equal_source_is_not_compiled_again() {
    sources.save("A.java", "class A {}").compileAll();
    var again = sources.save("A.java", "class A {}").compileAll();
    assertThat(again.images()).isEmpty();
    assertThat(again.sources()).isZero();
  }

  @Test
  void a_broken_source_is_rejected_and_its_last_good_classes_stay() {
    sources.save("A.java", "class A { static int one() { return 1; } }").compileAll();
    var rejected = sources.save("A.java", "class A { static int one() { return 1 } }").reject();
    assertThat(rejected.diagnostics()).hasSize(1);
    assertThat(sources.call("A", "one")).isEqualTo(1);
    assertThat(sources.compiler.broken()).hasSize(1);

    sources.save("A.java", "class A { static int one() { return 11; } }").compileAll();
    assertThat(sources.call("A", "one")).isEqualTo(11);
    assertThat(sources.compiler.broken()).isEmpty();
  }

  @Test
  void a_broken_source_mended_to_what_it_was_comes_out_again() {
    var good = "class A { static int one() { return 1; } }";
    sources.save("A.java", good).compileAll();
    sources.save("A.java", "class A {").reject();
    assertThat(names(sources.save("A.java", good).compileAll())).containsExactly("A");
    assertThat(sources.compiler.broken()).isEmpty();
  }

  @Test
  void the_good_sources_of_a_batch_come_out_beside_a_broken_one() {
    sources.save("A.java", "import no.such.Thing; class A {}");
    sources.save("B.java", "class B { static int two() { return 2; } }");
    var compiled = sources.compileSome();
    assertThat(names(compiled)).containsExactly("B");
    assertThat(compiled.broken())
        .extracting(BrokenSource::file)
        .containsExactly(new SourceFile("A.java"));
  }

  @Test
  void what_only_waits_for_a_broken_source_is_told_apart_from_it() {
    sources.save("A.java", "class A { static int one() { return 1; } }").compileAll();
    sources.save(
        "A.java", "class A { static int one() { return 1; } static int two() { return } }");
    sources.save("B.java", "class B { static int three() { return A.two() + 1; } }");
    var rejected = sources.reject();
    assertThat(rejected.broken()).hasSize(2);
    assertThat(rejected.broken().get(1).behind()).containsExactly(new SourceFile("A.java"));
    assertThat(rejected.diagnostics())
        .extracting(Diagnostic::file)
        .containsOnly(new SourceFile("A.java"));

    sources.save(
        "A.java", "class A { static int one() { return 1; } static int two() { return 2; } }");
    assertThat(names(sources.compileAll())).containsExactly("A", "B");
    assertThat(sources.call("B", "three")).isEqualTo(3);
  }

  @Test
  void a_source_is_broken_since_it_first_could_not_be_compiled() {
    sources.save("A.java", "class A {").reject();
    var since = sources.compiler.broken().getFirst().since();
    sources.later(60).save("A.java", "class A {{").reject();
    assertThat(sources.compiler.broken().getFirst().since()).isEqualTo(since);
    sources.delete("A.java").compile();
    assertThat(sources.compiler.broken()).isEmpty();
  }

  @Test
  void a_deleted_source_takes_its_modules_with_it() {
    sources.save("A.java", "class A {} class B {}").save("C.java", "class C {}").compileAll();
    var compiled = sources.delete("A.java").compileAll();
    assertThat(compiled.gone()).containsExactly(new ModuleName("A"), new ModuleName("B"));
    assertThat(compiled.images()).isEmpty();
    assertThat(sources.compiler.image(new ModuleName("A"))).isEmpty();
    assertThat(sources.compiler.images()).hasSize(1);
  }

  @Test
  void a_type_that_moves_to_another_file_is_not_gone() {
    sources.save("A.java", "class A {} class B {}").save("C.java", "class C { B b; }").compileAll();
    var compiled =
        sources.save("A.java", "class A {}").save("B.java", "class B { int x; }").compileAll();
    assertThat(compiled.gone()).isEmpty();
    assertThat(names(compiled)).containsExactly("A", "B", "C");
  }

  @Test
  void a_type_declared_twice_is_an_error_until_one_of_them_is_gone() {
    sources.save("A.java", "class A { static int one() { return 1; } }").compileAll();
    var both =
        sources.save("B.java", "class B {} class A { static int one() { return 11; } }").compile();
    assertThat(Diagnostic.text(both.diagnostics())).contains("duplicate class");
    sources.delete("A.java").compileAll();
    assertThat(sources.call("A", "one")).isEqualTo(11);
  }

  @Test
  void package_info_is_compiled_and_is_no_module_and_module_info_is_left_alone() {
    sources.save("shop/package-info.java", "@Deprecated package shop;");
    sources.save("shop/A.java", "package shop; class A {}");
    sources.save("module-info.java", "module shop { requires no.such.module; }");
    assertThat(names(sources.compileAll())).containsExactly("shop.A");
    var rejected = sources.save("shop/package-info.java", "@NoSuch package shop;").compile();
    assertThat(rejected.diagnostics()).hasSize(1);
  }

  @Test
  void a_public_type_must_lie_in_a_file_of_its_name() {
    var rejected = sources.save("A.java", "public class B {}").reject();
    assertThat(rejected.diagnostics().getFirst().message())
        .isEqualTo("class B is public, should be declared in a file named B.java");
  }

  @Test
  void a_name_that_would_be_taken_for_a_nested_type_is_an_error() {
    var rejected = sources.save("A.java", "class A {} class C$D {}").reject();
    assertThat(rejected.diagnostics().getFirst().message()).contains("'$'");
  }

  @Test
  void text_that_is_not_utf_8_is_an_error_with_its_place() {
    var bytes = "class A {\n  String s = \"caf\u00e9\";\n}\n".getBytes(StandardCharsets.ISO_8859_1);
    var content = SourceContent.of(new SourceFile("A.java"), bytes, Instant.EPOCH, Instant.EPOCH);
    var result = sources.compiler.compile(CompileRequest.of(content));
    assertThat(result.diagnostics().getFirst().headline())
        .endsWith("A.java:2:18: error: unmappable character (0xE9) for encoding UTF-8");
  }

  @Test
  void warnings_and_notes_are_no_errors() {
    sources.save(
        "A.java",
        "import java.util.*; class A { List raw = new ArrayList(); { raw.add(1); }"
            + " Object o = new Thread().getId(); }");
    assertThat(sources.compileAll().diagnostics()).isEmpty();
  }

  @Test
  void warm_up_leaves_nothing_behind_and_makes_the_next_compile_fast() {
    sources.compiler.warmUp();
    assertThat(sources.compiler.images()).isEmpty();
    var compiled = sources.save("A.java", "class A {}").compileAll();
    assertThat(compiled.took()).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void hundreds_of_sources_compile_in_one_request() {
    for (int i = 0; i < 300; i++)
      sources.save(
          "p" + i % 5 + "/M" + i + ".java",
          "package p%d; public class M%d { public static int n() { return %d; } }"
              .formatted(i % 5, i, i));
    assertThat(sources.compileAll().images()).hasSize(300);
    assertThat(sources.compiler.layout().modules()).hasSize(300);
    assertThat(List.of(sources.call("p3.M298", "n"))).containsExactly(298);
  }
}
