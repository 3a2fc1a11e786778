package dev.molt.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.code.ModuleImage;
import java.lang.classfile.ClassFile;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What others can see of a module, and what they cannot. */
final class AbiTest {
  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          class A { int f() { return 1; } }       | class A { int f() { int x = 2; return x; } }
          class A { }                             | class A { private int f; private void g() {} }
          class A { }                             | class A { static { System.out.println(); } }
          class A { void f() {} }                 | class A { void f() { Runnable r = () -> {}; } }
          class A { void f() {} }                 | class A { void f() { class L { int x; } new Object() {}; } }
          class A { void f(int a) {} }            | class A { void f(int b) {} }
          class A { static int N = 1; }           | class A { static int N = 2; }
          class A { void f() {} }                 | class A { void f() { assert true; } }
          class A { @Deprecated void f() {} }     | class A { void f() {} }
          enum A { X { int f() { return 1; } }; int f() { return 0; } } | enum A { X { int f() { return 2; } }; int f() { return 9; } }
          """)
  void cannot_be_seen(String before, String after) throws Exception {
    assertThat(abi(before)).isEqualTo(abi(after));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          class A { }                             | class A { int f; }
          class A { int f; }                      | class A { long f; }
          class A { int f; }                      | class A { final int f = 1; }
          class A { static final int N = 1; }     | class A { static final int N = 2; }
          class A { static final String S = "a"; }| class A { static final String S = "b"; }
          class A { private void f() {} }         | class A { void f() {} }
          class A { void f() {} }                 | class A { protected void f() {} }
          class A { void f() {} }                 | class A { static void f() {} }
          class A { void f() {} }                 | class A { void f() throws Exception {} }
          class A { void f(int[] a) {} }          | class A { void f(int... a) {} }
          class A { void f(java.util.List<A> a) {} } | class A { void f(java.util.List<String> a) {} }
          class A { }                             | class A<T> { }
          class A { }                             | final class A { }
          class A { }                             | class A implements Runnable { public void run() {} }
          class A { }                             | class A extends Thread { }
          class A { static class B {} }           | class A { static class B { int x; } }
          class A { private static class B {} }   | class A { static class B {} }
          sealed interface A { record X() implements A {} } | sealed interface A { record X() implements A {} record Y() implements A {} }
          record A(int x) { }                     | record A(int y) { }
          enum A { X, Y }                         | enum A { Y, X }
          @interface A { int x(); }               | @interface A { int x() default 1; }
          @interface A { }                        | @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME) @interface A { }
          interface A { void f(); }               | interface A { default void f() {} }
          """)
  void can_be_seen(String before, String after) throws Exception {
    assertThat(abi(before)).isNotEqualTo(abi(after));
  }

  private Abi abi(String source) throws Exception {
    try (var sources = CompileFixture.open(dir)) {
      var image = sources.save("A.java", source).compileAll().images().getFirst();
      return abi(image);
    }
  }

  private static Abi abi(ModuleImage image) {
    return Abi.of(image.classes().values().stream().map(ClassFile.of()::parse).toList());
  }
}
