package dev.molt.sys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.code.ModuleName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** OTP: systools_rc, by the orders that it gave for these dependencies. */
class UpgradeOrderTest {

  /** Each {@code module>dependency,dependency}. */
  private static List<String> order(String... changes) {
    List<ModuleChange> all = new ArrayList<>();
    for (var change : changes) {
      var parts = change.split(">");
      var on =
          parts.length == 1
              ? List.<ModuleName>of()
              : Stream.of(parts[1].split(",")).map(ModuleName::of).toList();
      all.add(new ModuleChange(ModuleName.of(parts[0]), new StateChange.Suspended(), on));
    }
    return UpgradeOrder.dependentsFirst(all).stream().map(ModuleName::toString).toList();
  }

  @Test
  void without_dependencies_they_keep_their_order() {
    assertThat(order("b", "a", "c")).containsExactly("b", "a", "c");
  }

  @Test
  void those_that_depend_on_others_come_first() {
    assertThat(order("baz", "bar>baz", "foo>bar")).containsExactly("foo", "bar", "baz");
    assertThat(order("foo>bar", "bar>baz", "baz")).containsExactly("foo", "bar", "baz");
  }

  @Test
  void a_choice_is_settled_by_the_order_in_which_they_are_written() {
    assertThat(order("x", "low", "b>low", "a>low")).containsExactly("x", "b", "a", "low");
  }

  @Test
  void a_circle_keeps_its_order_and_stands_where_its_dependencies_put_it() {
    assertThat(order("foo>bar", "bar>foo")).containsExactly("foo", "bar");
    assertThat(order("low", "foo>bar", "bar>foo,low", "top>foo"))
        .containsExactly("top", "foo", "bar", "low");
  }

  @Test
  void dependencies_on_modules_that_do_not_change_say_nothing() {
    assertThat(order("a>other", "b>a,a,b")).containsExactly("b", "a");
  }

  @Test
  void a_long_chain_is_no_trouble() {
    var chain = new String[2_000];
    for (var i = 0; i < chain.length; i++) chain[i] = "m" + i + ">m" + (i + 1);

    assertThat(order(chain)).first().isEqualTo("m0");
    assertThat(order(chain)).last().isEqualTo("m1999");
  }
}
