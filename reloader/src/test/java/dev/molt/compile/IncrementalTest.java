package dev.molt.compile;

import static dev.molt.compile.CompileFixture.names;
import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.code.ModuleName;
import dev.molt.source.SourceFile;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is compiled along with a change, and what is not. */
@Timeout(120)
final class IncrementalTest {
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
  void an_edit_of_a_body_compiles_one_source() {
    sources.save("A.java", "class A { int f() { return 1; } private int hidden; }");
    sources.save("B.java", "class B { int g(A a) { return a.f(); } }").compileAll();
    sources.save(
        "A.java",
        """
        class A {
          int f() { assert hidden > 0; return new Object() { int two() { return 2; } }.two(); }
          private int hidden = 7, more;
          private void helper() { Runnable r = () -> more++; r.run(); class Local { int x; } }
          static { System.out.print(""); }
        }
        """);
    assertThat(names(sources.compileAll())).containsExactly("A");
  }

  @Test
  void a_changed_signature_compiles_those_who_use_the_module() {
    sources.save("A.java", "class A { static long f() { return 1; } }");
    sources.save("B.java", "class B { static String g() { return \"\" + A.f(); } }");
    sources.save("C.java", "class C { String h() { return B.g(); } }").compileAll();
    sources.save("A.java", "class A { static String f() { return \"one\"; } }");
    assertThat(names(sources.compileAll())).containsExactly("A", "B");
    assertThat(sources.call("B", "g")).isEqualTo("one");
  }

  @Test
  void an_inlined_constant_compiles_those_who_inlined_it_and_who_inlined_theirs() {
    sources.save("A.java", "class A { static final int N = 1; }");
    sources.save("B.java", "class B { static final int M = A.N * 10; }");
    sources.save("C.java", "class C { static int f() { return B.M; } }");
    sources.save("D.java", "class D { static int f() { return C.f(); } }").compileAll();
    sources.save("A.java", "class A { static final int N = 2; }");
    assertThat(names(sources.compileAll())).containsExactly("A", "B", "C");
    assertThat(sources.call("D", "f")).isEqualTo(20);
  }

  @Test
  void what_is_inherited_is_seen_through_the_heir() {
    sources.save("A.java", "class A { String f(long x) { return \"long\"; } }");
    sources.save("B.java", "class B extends A {}");
    sources.save(
        "C.java",
        "class C { static String g(B b) { return b.f(1); } static String h() { return g(new B()); } }");
    sources.compileAll();
    sources.save(
        "A.java",
        "class A { String f(long x) { return \"long\"; } String f(int x) { return \"int\"; } }");
    assertThat(names(sources.compileAll())).containsExactly("A", "B", "C");
    assertThat(sources.call("C", "h")).isEqualTo("int");
  }

  @Test
  void an_added_overload_is_considered_by_callers() {
    sources.save("A.java", "class A { static String f(Object o) { return \"object\"; } }");
    sources.save("B.java", "class B { static String g() { return A.f(\"x\"); } }").compileAll();
    sources.save(
        "A.java",
        "class A { static String f(Object o) { return \"object\"; } static String f(String s) { return \"string\"; } }");
    sources.compileAll();
    assertThat(sources.call("B", "g")).isEqualTo("string");
  }

  @Test
  void a_value_that_is_only_handed_on_counts_as_used() {
    sources.save("I.java", "interface I {}");
    sources.save("V.java", "class V {}");
    sources.save(
        "Get.java",
        "class Get { static java.util.List<V> all() { return java.util.List.of(new V()); } }");
    sources.save(
        "Take.java",
        "class Take { static String f(Object o) { return \"object\"; } static String f(I i) { return \"I\"; } }");
    sources
        .save("B.java", "class B { static String g() { return Take.f(Get.all().get(0)); } }")
        .compileAll();
    assertThat(sources.call("B", "g")).isEqualTo("object");
    sources.save("V.java", "class V implements I {}").compileAll();
    assertThat(sources.call("B", "g")).isEqualTo("I");
  }

  @Test
  void a_functional_interface_that_was_not_chosen_counts_too() {
    sources.save("F.java", "interface F { int f(String s); }");
    sources.save("G.java", "interface G { int g(String s, int more); }");
    sources.save(
        "Take.java",
        "class Take { static String t(F f) { return \"F\"; } static String t(G g) { return \"G\"; } }");
    sources
        .save("B.java", "class B { static String g() { return Take.t((a, b) -> 1); } }")
        .compileAll();
    sources.save("G.java", "interface G { int g(String s); }");
    sources.save("F.java", "interface F { int f(String s, int more); }").compileAll();
    assertThat(sources.call("B", "g")).isEqualTo("F");
  }

  @Test
  void a_new_member_of_a_sealed_family_is_an_error_where_a_switch_does_not_cover_it() {
    sources.save("S.java", "sealed interface S permits A, T {}");
    sources.save("T.java", "sealed interface T extends S permits B, C {}");
    sources.save("A.java", "record A() implements S {}");
    sources.save("B.java", "record B() implements T {}");
    sources.save("C.java", "record C() implements T {}");
    sources.save("D.java", "record D() {}");
    sources.save(
        "Use.java",
        "class Use { static int f(S s) { return switch (s) { case A a -> 1; case B b -> 2; case C c -> 3; }; } }");
    sources.compileAll();
    sources.save("T.java", "sealed interface T extends S permits B, C, D {}");
    sources.save("D.java", "record D() implements T {}");
    var compiled = sources.compileSome();
    assertThat(compiled.broken())
        .extracting(BrokenSource::file)
        .containsExactly(new SourceFile("Use.java"));
    assertThat(Diagnostic.text(compiled.diagnostics()))
        .contains("does not cover all possible input values");
  }

  @Test
  void an_unused_import_of_a_deleted_type_is_an_error() {
    sources.save("p/A.java", "package p; public class A { public static int N; }");
    sources.save("B.java", "import p.A; class B {}");
    sources.save("C.java", "import static p.A.*; class C {}");
    sources.save("D.java", "import static p.A.N; class D {}").compileAll();
    var compiled = sources.delete("p/A.java").compileSome();
    assertThat(compiled.gone()).containsExactly(new ModuleName("p.A"));
    assertThat(compiled.broken()).hasSize(3);
  }

  @Test
  void a_new_type_hides_another_of_its_name() {
    sources.save(
        "p/A.java", "package p; public class A { public static String f() { return \"p\"; } }");
    sources.save(
        "q/B.java",
        "package q; import p.*; public class B { static String g() { return A.f(); } }");
    sources.compileAll();
    sources
        .save("q/A.java", "package q; class A { static String f() { return \"q\"; } }")
        .compileAll();
    assertThat(sources.call("q.B", "g")).isEqualTo("q");
    sources.delete("q/A.java").compileAll();
    assertThat(sources.call("q.B", "g")).isEqualTo("p");
  }

  @Test
  void a_new_type_mends_those_who_waited_for_it() {
    var waiting = sources.save("B.java", "class B { A a; }").reject();
    assertThat(waiting.diagnostics()).hasSize(1);
    assertThat(names(sources.save("A.java", "class A {}").compileAll())).containsExactly("A", "B");
  }

  @Test
  void who_cannot_follow_a_change_keeps_its_last_good_classes_and_is_mended_by_going_back() {
    var one = "class A { static int f() { return 1; } }";
    sources.save("A.java", one);
    sources.save("B.java", "class B { static int g() { return A.f(); } }").compileAll();
    var before = sources.compiler.image(new ModuleName("B")).orElseThrow();

    var compiled =
        sources.save("A.java", "class A { static int other() { return 1; } }").compileSome();
    assertThat(names(compiled)).containsExactly("A");
    assertThat(compiled.broken())
        .extracting(BrokenSource::file)
        .containsExactly(new SourceFile("B.java"));
    assertThat(sources.compiler.image(new ModuleName("B")).orElseThrow().digest())
        .isEqualTo(before.digest());

    assertThat(names(sources.save("A.java", one).compileAll())).containsExactly("A", "B");
    assertThat(sources.call("B", "g")).isEqualTo(1);
  }

  @Test
  void an_edit_elsewhere_does_not_compile_a_broken_source_again() {
    sources.save("A.java", "class A { int f() { return 1; } }").compileAll();
    sources.save("B.java", "class B { nothing").reject();
    var compiled = sources.save("A.java", "class A { int f() { return 2; } }").compileAll();
    assertThat(compiled.sources()).isEqualTo(1);
    assertThat(sources.compiler.broken()).hasSize(1);
  }

  @Test
  void modules_that_name_each_other_come_to_rest() {
    sources.save(
        "A.java",
        "class A extends Base { B b; static final int N = 1; int f() { return b.g(); } }");
    sources.save(
        "B.java", "class B { A a; static final int M = A.N + 1; int g() { return a.x(); } }");
    sources.save("Base.java", "class Base { int x() { return C.K; } }");
    sources
        .save("C.java", "class C { static final int K = B.M + 1; static int k() { return K; } }")
        .compileAll();
    sources.save(
        "A.java",
        "class A extends Base { B b; static final int N = 5; long f() { return b.g(); } }");
    sources.compileAll();
    assertThat(sources.call("C", "k")).isEqualTo(7);
  }

  @Test
  void the_index_knows_who_uses_whom() {
    sources.save("A.java", "class A {}");
    sources.save("B.java", "class B extends A {}");
    sources.save("C.java", "class C { B b; }");
    sources.save("D.java", "class D {}").compileAll();
    assertThat(sources.compiler.usersOf(new ModuleName("A")))
        .containsExactly(new ModuleName("B"), new ModuleName("C"));
  }
}
