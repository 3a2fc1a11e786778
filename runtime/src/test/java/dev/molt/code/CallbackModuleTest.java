package dev.molt.code;

import static dev.molt.code.TestNode.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

public final class CallbackModuleTest {
  /** A behaviour, as servers have one. */
  public interface Greeter {
    String greet();
  }

  private final TestNode node = new TestNode();
  private final CallbackModule<Greeter> greeter =
      CallbackModule.of(node.code, "Hello", Greeter.class);

  @AfterEach
  void close() {
    node.close();
  }

  private static String hello(int version) {
    return """
    public class Hello implements CallbackModuleTest.Greeter {
      private static int made = 0;
      private final int number = ++made;
      public String greet() { return "hello %d, instance " + number; }
    }
    """
        .formatted(version);
  }

  @Test
  void each_call_reaches_the_one_instance_of_the_current_version() {
    node.load(hello(1));
    assertThat(greeter.current().greet()).isEqualTo("hello 1, instance 1");
    assertThat(greeter.current()).isSameAs(greeter.current());

    node.load(hello(2));

    assertThat(greeter.current().greet()).isEqualTo("hello 2, instance 1");
  }

  @Test
  void a_module_that_is_gone_is_undef_and_one_on_the_path_is_loaded() {
    assertThatThrownBy(() -> greeter.current("greet", 0))
        .isInstanceOf(Undef.class)
        .hasMessage("undef: Hello.greet/0");

    node.store.put(TestModules.compile(hello(3)));

    assertThat(greeter.current().greet()).isEqualTo("hello 3, instance 1");
    node.code.delete(name("Hello"));
    assertThat(greeter.isLoaded()).isFalse();
  }

  @Test
  void a_module_that_does_not_implement_the_behaviour_is_undef() {
    node.load("public class Hello { }");

    assertThatThrownBy(greeter::current)
        .isInstanceOf(Undef.class)
        .hasMessageContaining("does not implement");
  }

  @Test
  void a_version_is_known_by_its_vsn_or_by_its_code() {
    var named = node.load("@Vsn(\"2.1\") public class Named { }");
    var plain = node.load("public class Plain { }");

    assertThat(named.vsn()).isEqualTo("2.1");
    assertThat(plain.vsn()).isEqualTo(plain.image().digest());
  }
}
