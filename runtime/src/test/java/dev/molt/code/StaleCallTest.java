package dev.molt.code;

import static dev.molt.code.TestNode.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A thread can be off its processor between the lookup of a function and its first instruction, and
 * meanwhile what it has found is purged.
 */
final class StaleCallTest {
  private final TestNode node = new TestNode();

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void a_call_that_has_found_a_purged_version_is_made_anew() throws Throwable {
    var first = node.code.load(TestModules.numbered("m1", 1));
    var key = new FunctionKey(FunctionKey.Kind.CALL, "m1", "version", "()I");
    var found =
        Objects.requireNonNull(node.code.linkage().site(key).functionIn(TestNode.loaded(first)));
    assertThat((int) found.invokeExact()).isEqualTo(1);

    node.code.load(TestModules.numbered("m1", 2));
    assertThat((int) found.invokeExact()).isEqualTo(1);
    node.code.purge(name("m1"));

    assertThat((int) found.invokeExact()).isEqualTo(2);
    node.code.delete(name("m1"));
    node.code.purge(name("m1"));
    assertThatThrownBy(() -> found.invokeWithArguments()).isInstanceOf(Undef.class);
  }

  @Test
  void code_that_was_entered_is_not_run_again_when_it_meets_other_purged_code() throws Exception {
    var source =
        """
        public class m1 {
          public static int runs = %d;
          private final int version = %d;
          public int version() { return version + runs; }
          public static Object make() { return new m1(); }
          public static int use(Object old) throws Throwable {
            runs++;
            var type = old.getClass();
            return (int)
                java.lang.invoke.MethodHandles.publicLookup()
                    .findVirtual(
                        type,
                        "version",
                        java.lang.invoke.MethodType.methodType(int.class))
                    .invoke(old);
          }
          public static int runs() { return runs; }
        }
        """;
    node.load(source.formatted(0, 1));
    var old = node.ask("m1", "make");
    node.load(source.formatted(10, 2));
    node.code.purge(name("m1"));

    assertThatThrownBy(() -> node.ask("m1", "use", old)).isInstanceOf(BadFun.class);
    assertThat(node.ask("m1", "runs")).isEqualTo(11);
  }
}
