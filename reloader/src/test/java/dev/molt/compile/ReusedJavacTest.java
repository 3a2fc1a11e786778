package dev.molt.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.source.SourceContent;
import dev.molt.source.SourceFile;
import dev.molt.source.SourceRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When what javac has read is kept, and when it is not. */
@Timeout(120)
final class ReusedJavacTest {
  @TempDir Path dir;
  private SourceRoot root;
  private ModuleFiles files;
  private Modules modules;
  private ReusedJavac javac;

  @BeforeEach
  void open() throws IOException {
    root = SourceRoot.of(dir);
    var system = ToolProvider.getSystemJavaCompiler();
    var table = new ClassTable();
    files =
        new ModuleFiles(
            system.getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8), table);
    modules = new Modules(table);
    var options = CompilerSettings.ofThisJvm().javacOptions();
    var fresh = new FreshJavac(system, files, options, root::shown);
    javac = new ReusedJavac(fresh, files, modules, options, root::shown);
    modules.onSeenOtherwise(javac::seenOtherwise);
  }

  @AfterEach
  void close() throws IOException {
    files.close();
  }

  @Test
  void a_source_saved_again_and_again_is_compiled_with_what_was_read_before() {
    for (int i = 0; i < 5; i++) compile("class A { int f() { return " + i + "; } }");
    assertThat(javac.reused()).isEqualTo(4);
  }

  @Test
  void what_comes_out_is_what_comes_out_of_a_fresh_javac() {
    var text = "class A { record R(int x) {} int f() { return new R(%d) { }.x(); } }";
    for (int i = 0; i < 3; i++) {
      var source = text.formatted(i).replace(" { }", "");
      var reused = compile(source);
      var fresh = Batch.compile(fresh(), root, List.of(content("A.java", source)));
      var expected = fresh.compiled().getFirst().classes();
      assertThat(reused.classes().keySet()).isEqualTo(expected.keySet());
      reused
          .classes()
          .forEach((name, bytes) -> assertThat(Arrays.equals(bytes, expected.get(name))).isTrue());
    }
  }

  @Test
  void what_was_removed_from_the_source_is_not_found_any_more() {
    compile("class A { Other o; static class In {} In in; } class Other {}");
    compile("class A { Other o; static class In {} In in; } class Other {}");
    assertFails("class A { Other o; }");
    assertFails("class A { In in; }");
    assertThat(compile("class A { int x; }").classes()).hasSize(1);
  }

  @Test
  void an_error_ends_it_and_the_mended_source_begins_anew() {
    compile("class A {}");
    assertFails("class A { int f() { return } }");
    var reused = javac.reused();
    compile("class A { int f() { return 1; } }");
    assertThat(javac.reused()).isEqualTo(reused);
    compile("class A { int f() { return 2; } }");
    assertThat(javac.reused()).isEqualTo(reused + 1);
  }

  @Test
  void a_body_edited_elsewhere_does_not_end_it_and_a_signature_does() {
    compile("B.java", "class B { static int n() { return 1; } }");
    compile("class A { Object f() { return B.n(); } }");
    compile("B.java", "class B { static int n() { return 2; } }");
    var reused = javac.reused();
    compile("class A { Object f() { return B.n() + 1; } }");
    assertThat(javac.reused()).isEqualTo(reused + 1);

    compile("B.java", "class B { static String n() { return null; } }");
    reused = javac.reused();
    var compiled = compile("class A { String f() { return B.n(); } }");
    assertThat(javac.reused()).isEqualTo(reused);
    assertThat(compiled.uses()).contains("B");
  }

  @Test
  void modules_that_name_each_other_always_begin_anew() {
    compile("class A { }");
    compile("B.java", "class B { A a() { return new A(); } static void take(A a) {} }");
    compile("class A { void f(B b) { B.take(b.a()); B.take(this); } }");
    var reused = javac.reused();
    for (int i = 0; i < 3; i++)
      compile("class A { void f(B b) { B.take(b.a()); B.take(this); int x = " + i + "; } }");
    assertThat(javac.reused()).isEqualTo(reused);
  }

  @Test
  void a_context_that_was_made_ready_serves_the_first_save() {
    compile("class A { int f() { return 1; } } class Gone {}");
    javac.prepare(new SourceUnit(WarmUp.content()));
    javac.prepare(new SourceUnit(WarmUp.content()));
    var reused = javac.reused();
    compile("B.java", "class B { int f() { return 1; } }");
    assertThat(javac.reused()).isEqualTo(reused + 1);
  }

  @Test
  void a_context_that_was_made_ready_does_not_show_what_the_source_declared_before() {
    compile("class A { int f() { return 1; } } class Gone {}");
    javac.prepare(new SourceUnit(WarmUp.content()));
    assertFails("class A { Gone gone; }");
  }

  @Test
  void many_sources_at_once_begin_anew() {
    var units =
        java.util.stream.IntStream.range(0, 20)
            .mapToObj(i -> new SourceUnit(content("C" + i + ".java", "class C" + i + " {}")))
            .toList();
    assertThat(javac.run(units).succeeded()).isTrue();
    assertThat(javac.run(units).succeeded()).isTrue();
    assertThat(javac.reused()).isZero();
  }

  private FreshJavac fresh() {
    var system = ToolProvider.getSystemJavaCompiler();
    var options = CompilerSettings.ofThisJvm().javacOptions();
    return new FreshJavac(system, files, options, root::shown);
  }

  private CompiledSource compile(String text) {
    return compile("A.java", text);
  }

  /** Compiles a source as the compiler does, and keeps what came out. */
  private CompiledSource compile(String path, String text) {
    var outcome = Batch.compile(javac, root, List.of(content(path, text)));
    assertThat(outcome.failed()).isEmpty();
    outcome.compiled().forEach(modules::put);
    return outcome.compiled().getFirst();
  }

  private void assertFails(String text) {
    var outcome = Batch.compile(javac, root, List.of(content("A.java", text)));
    assertThat(outcome.failed()).containsKey(new SourceFile("A.java"));
  }

  private static SourceContent content(String path, String text) {
    return SourceContent.of(path, text, Instant.EPOCH);
  }
}
