package dev.molt.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.molt.process.Fun0;
import dev.molt.process.Fun1;
import dev.molt.process.Fun2;
import dev.molt.process.Proc0;
import org.junit.jupiter.api.Test;

/** Which funs are external, which local, and which are none of the runtime's. */
final class FunsTest {
  private static final String FUNS =
      """
      import dev.molt.process.*;
      import java.io.Serializable;
      import java.util.List;
      public class Funs {
        public static int one() { return 1; }
        public static int plus(int a, int b) { return a + b; }
        static int hidden() { return 2; }
        public int field = 7;
        public int instance() { return field; }

        public static Fun0<Integer> own() { return Funs::one; }
        public static Fun0<Integer> others() { return Other::two; }
        public static Fun2<Integer, Integer, Integer> typed() { return Funs::plus; }
        public static Proc0 proc() { return Other::run; }
        public static Fun0<Integer> notPublic() { return Funs::hidden; }
        public static Fun0<Integer> othersNotPublic() { return Other::secret; }
        public static Fun0<Integer> lambda() { return () -> 3; }
        public static Fun0<Integer> capturing(int n) { long l = 4; return () -> n + (int) l; }
        public static Fun0<Integer> bound() { return new Funs()::instance; }
        public static Fun1<Funs, Integer> unbound() { return Funs::instance; }
        public static Fun0<Funs> constructor() { return Funs::new; }
        public static Fun0<Fun0<Integer>> nested() { return () -> () -> 5; }
        public Fun0<Integer> ofThis() { return () -> field; }
        public static Fun0<Integer> capturingThis() { return new Funs().ofThis(); }
        public static Fun1<Object, String> jdk() { return String::valueOf; }
        public static Fun0<Integer> serializable() { return (Fun0<Integer> & Serializable) () -> 6; }
        public static Fun1<Integer, Object> exit() { return code -> { System.exit(code); return 0; }; }
      }
      """;

  private static final String OTHER =
      """
      public class Other {
        public static int ran;
        public static int two() { return 2; }
        static int secret() { return 22; }
        public static void run() { ran++; }
      }
      """;

  private final World world = new World().load(FUNS, OTHER);

  private TestBootstraps.Made make(String method, Object... arguments) throws Throwable {
    TestBootstraps.LAST.remove();
    var fun = world.call("Funs", method, arguments);
    var made = TestBootstraps.LAST.get();
    if (made == null) return new TestBootstraps.Made("plain", "", (dev.molt.process.Fun) fun);
    assertThat(made.fun()).isSameAs(fun);
    return made;
  }

  private static Object run(TestBootstraps.Made made) throws Exception {
    return ((Fun0<?>) made.fun()).apply();
  }

  @Test
  void a_reference_to_an_own_public_static_method_is_external() throws Throwable {
    var made = make("own");

    assertThat(made.kind() + " " + made.what()).isEqualTo("external Funs.one()I");
    assertThat(run(made)).isEqualTo(1);
  }

  @Test
  void an_external_fun_reaches_the_version_loaded_last() throws Throwable {
    var made = make("own");

    world.load(FUNS.replace("return 1;", "return 100;"), OTHER);

    assertThat(run(made)).isEqualTo(100);
  }

  @Test
  void a_reference_to_another_modules_public_static_method_is_external() throws Throwable {
    var made = make("others");

    assertThat(made.kind() + " " + made.what()).isEqualTo("external Other.two()I");
    assertThat(run(made)).isEqualTo(2);
  }

  @Test
  void an_external_fun_names_the_exact_method() throws Throwable {
    var made = make("typed");

    assertThat(made.what()).isEqualTo("Funs.plus(II)I");
    @SuppressWarnings("unchecked")
    var fun = (Fun2<Object, Object, Object>) made.fun();
    assertThat(fun.apply(2, 3)).isEqualTo(5);
  }

  @Test
  void a_body_that_returns_nothing_is_external_too() throws Throwable {
    var made = make("proc");

    ((Proc0) made.fun()).run();
    assertThat(made.kind()).isEqualTo("external");
    assertThat(world.field("Other", "ran")).isEqualTo(1);
  }

  @Test
  void a_reference_to_a_method_that_is_not_public_is_local() throws Throwable {
    var made = make("notPublic");

    assertThat(made.kind() + " " + made.what()).isEqualTo("local hidden");
    assertThat(run(made)).isEqualTo(2);
  }

  @Test
  void if_it_is_another_modules_its_call_is_late_bound_all_the_same() throws Throwable {
    var made = make("othersNotPublic");
    assertThat(made.kind()).isEqualTo("local");
    assertThat(run(made)).isEqualTo(22);

    world.load(OTHER.replace("22", "33"));

    assertThat(run(made)).isEqualTo(33);
  }

  @Test
  void lambdas_are_local() throws Throwable {
    var made = make("lambda");

    assertThat(made.kind()).isEqualTo("local");
    assertThat(made.what()).startsWith("lambda$lambda$");
    assertThat(run(made)).isEqualTo(3);
    assertThat(run(make("capturing", 10))).isEqualTo(14);
    assertThat(run(make("capturingThis"))).isEqualTo(7);
  }

  @Test
  void references_to_instance_methods_and_constructors_are_local() throws Throwable {
    assertThat(make("bound").kind()).isEqualTo("local");
    assertThat(run(make("bound"))).isEqualTo(7);
    assertThat(make("constructor").kind()).isEqualTo("local");
    var instance = run(make("constructor"));
    var unbound = make("unbound");
    @SuppressWarnings("unchecked")
    var fun = (Fun1<Object, Object>) unbound.fun();
    assertThat(fun.apply(instance)).isEqualTo(7);
  }

  @Test
  void a_fun_within_a_fun_is_local() throws Throwable {
    var inner = (Fun0<?>) run(make("nested"));

    assertThat(inner.apply()).isEqualTo(5);
    assertThat(TestBootstraps.LAST.get().what()).startsWith("lambda$nested$");
  }

  @Test
  void a_reference_to_the_jdk_belongs_to_no_version() throws Throwable {
    var made = make("jdk");

    assertThat(made.kind()).isEqualTo("plain");
    @SuppressWarnings("unchecked")
    var fun = (Fun1<Object, Object>) made.fun();
    assertThat(fun.apply(1)).isEqualTo("1");
  }

  @Test
  void a_fun_with_further_interfaces_stays_plain_with_a_note() throws Throwable {
    var made = make("serializable");

    assertThat(made.kind()).isEqualTo("plain");
    assertThat(run(made)).isEqualTo(6);
    assertThat(world.notes)
        .extracting(WeaveNote::text)
        .contains(
            "Funs.serializable()Ldev/molt/process/Fun0; makes a fun with further interfaces: it is a"
                + " plain lambda");
  }

  @Test
  void the_lambda_of_a_purged_version_is_badfun() throws Throwable {
    var made = make("lambda");

    world.poison("Funs");

    assertThatThrownBy(() -> run(made)).isInstanceOf(World.BadFun.class);
  }
}
