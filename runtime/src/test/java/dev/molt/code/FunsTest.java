package dev.molt.code;

import static dev.molt.code.TestNode.loaded;
import static dev.molt.code.TestNode.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.molt.process.Fun0;
import dev.molt.process.Fun1;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of funs when their module is loaded, deleted and purged. */
final class FunsTest {
  private final TestNode node = new TestNode();

  @AfterEach
  void close() {
    node.close();
  }

  private static ObjectCode m1(int version) {
    return TestModules.compile(
        """
        public class m1 {
          public static int version() { return %1$d; }
          public static Fun0<Integer> mkFun() { return () -> %1$d; }
          public static Fun0<Integer> mkEfun() { return m1::version; }
          public static Fun1<Integer, Integer> mkAdder(int by) { return a -> a + by + 100 * %1$d; }
          public static Fun1<String, String> mkBound(String to) { return to::concat; }
          private final int field = %1$d;
          public static Fun0<Integer> mkInstanceFun() {
            var self = new m1();
            return () -> self.field;
          }
        }
        """
            .formatted(version));
  }

  private void load(int version) {
    loaded(node.code.load(m1(version)));
  }

  private void purge() {
    assertThat(node.code.purge(name("m1"))).isInstanceOf(PurgeResult.Purged.class);
  }

  @SuppressWarnings("unchecked")
  private Fun0<Integer> take(String function) throws Exception {
    return (Fun0<Integer>) node.ask("m1", function);
  }

  private Object called(Fun0<Integer> fun) throws Exception {
    try {
      return node.in(fun);
    } catch (BadFun badfun) {
      return "badfun";
    } catch (Undef undef) {
      return "undef";
    }
  }

  @Test
  void a_local_fun_stays_with_its_version_and_an_external_fun_is_always_newest() throws Exception {
    load(1);
    var local = take("mkFun");
    var external = take("mkEfun");
    assertThat(called(local)).isEqualTo(1);

    load(2);
    assertThat(called(local)).isEqualTo(1);
    assertThat(called(external)).isEqualTo(2);

    purge();
    assertThat(called(local)).isEqualTo("badfun");
    assertThat(called(external)).isEqualTo(2);
  }

  @Test
  void funs_of_two_versions_live_side_by_side() throws Exception {
    load(1);
    var first = take("mkFun");
    load(2);
    var second = take("mkFun");

    assertThat(called(first)).isEqualTo(1);
    assertThat(called(second)).isEqualTo(2);
    assertThat(first).isNotEqualTo(second);
    purge();
    assertThat(called(first)).isEqualTo("badfun");
    assertThat(called(second)).isEqualTo(2);
  }

  @Test
  void a_fun_works_again_when_the_same_code_comes_back_and_outlives_its_other_copies()
      throws Exception {
    load(1);
    var fun = take("mkFun");
    load(2);
    purge();
    assertThat(called(fun)).isEqualTo("badfun");

    load(1);
    assertThat(called(fun)).isEqualTo(1);
    purge();
    assertThat(called(fun)).isEqualTo(1);
  }

  @Test
  void a_fun_moves_to_the_new_instance_when_identical_code_is_loaded() throws Exception {
    load(1);
    var fun = take("mkFun");

    load(1);
    purge();
    assertThat(called(fun)).isEqualTo(1);
    load(1);
    purge();
    assertThat(called(fun)).isEqualTo(1);
  }

  @Test
  void a_fun_of_a_module_that_is_gone_is_undef_and_badfun_once_other_code_is_loaded()
      throws Exception {
    load(1);
    var local = take("mkFun");
    var external = take("mkEfun");
    node.code.delete(name("m1"));
    assertThat(called(local)).isEqualTo(1);
    assertThat(called(external)).isEqualTo("undef");

    purge();
    assertThat(called(local)).isEqualTo("undef");
    assertThat(called(external)).isEqualTo("undef");

    load(2);
    assertThat(called(local)).isEqualTo("badfun");
    assertThat(called(external)).isEqualTo(2);
  }

  @Test
  void calling_a_fun_of_a_module_that_is_gone_loads_the_module_from_the_path() throws Exception {
    load(1);
    var fun = take("mkFun");
    node.code.delete(name("m1"));
    purge();
    node.store.put(m1(2));

    assertThat(called(fun)).isEqualTo("badfun");
    assertThat(node.code.isLoaded(name("m1"))).isTrue();
    node.code.delete(name("m1"));
    purge();
    node.store.put(m1(1));
    assertThat(called(fun)).isEqualTo(1);
  }

  @Test
  void funs_are_equal_by_code_and_captured_values_and_external_ones_across_versions()
      throws Exception {
    load(1);
    var fun = take("mkFun");
    var external = take("mkEfun");
    var adder = node.call("m1", "mkAdder", 5);
    assertThat(take("mkFun")).isEqualTo(fun).hasSameHashCodeAs(fun);
    assertThat(node.call("m1", "mkAdder", 5)).isEqualTo(adder).hasSameHashCodeAs(adder);
    assertThat(node.call("m1", "mkAdder", 6)).isNotEqualTo(adder);

    load(1);
    assertThat(take("mkFun")).isEqualTo(fun);
    purge();
    load(2);
    assertThat(take("mkFun")).isNotEqualTo(fun);
    assertThat(take("mkEfun")).isEqualTo(external).hasSameHashCodeAs(external);
    assertThat(external).hasToString("m1.version/0");
  }

  @Test
  @SuppressWarnings("unchecked")
  void a_fun_brings_its_captured_values_and_takes_its_arguments() throws Exception {
    load(1);
    var adder = (Fun1<Integer, Integer>) node.ask("m1", "mkAdder", 5);
    var bound = (Fun1<String, String>) node.ask("m1", "mkBound", "a");
    var instance = take("mkInstanceFun");

    assertThat(adder.apply(7)).isEqualTo(112);
    assertThat(bound.apply("b")).isEqualTo("ab");
    assertThat(instance.apply()).isEqualTo(1);
    load(2);
    assertThat(adder.apply(7)).isEqualTo(112);
    purge();
    assertThatThrownBy(() -> adder.apply(7)).isInstanceOf(BadFun.class);
  }

  @Test
  @SuppressWarnings("unchecked")
  void a_fun_called_with_a_wrong_number_of_arguments_is_badarity() throws Exception {
    load(1);
    var fun = (Fun1<Integer, Integer>) (Object) take("mkFun");
    var external = (Fun1<Integer, Integer>) (Object) take("mkEfun");

    assertThatThrownBy(() -> fun.apply(1)).isInstanceOf(BadArity.class);
    assertThatThrownBy(() -> external.apply(1)).isInstanceOf(BadArity.class);
  }

  /** OTP: erts code_SUITE external_fun. */
  @Test
  void an_external_fun_of_a_missing_function_works_after_the_load_that_brings_it()
      throws Exception {
    var user = "public class user { public static Fun0<Integer> take() { return m1::version; } }";
    loaded(
        node.code.load(
            TestModules.compile(
                user, "public class m1 { public static int version() { return 0; } }")));
    @SuppressWarnings("unchecked")
    var fun = (Fun0<Integer>) node.ask("user", "take");

    assertThat(called(fun)).isEqualTo("undef");
    load(4);
    assertThat(called(fun)).isEqualTo(4);
  }
}
