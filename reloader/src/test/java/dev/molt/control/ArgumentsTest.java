package dev.molt.control;

import static java.lang.invoke.MethodType.methodType;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArgumentsTest {
  private static MethodType takes(Class<?>... parameters) {
    return methodType(Object.class, parameters);
  }

  private static Object only(String word, Class<?> parameter) {
    return Arguments.choose(List.of(word), List.of(takes(parameter)))
            instanceof Arguments.Choice.Chosen chosen
        ? chosen.values().getFirst()
        : "does not fit";
  }

  @Test
  void a_word_is_the_literal_that_it_looks_like() {
    assertThat(Literal.parse("42")).isEqualTo(42);
    assertThat(Literal.parse("-1")).isEqualTo(-1);
    assertThat(Literal.parse("42L")).isEqualTo(42L);
    assertThat(Literal.parse("3000000000")).isEqualTo(3_000_000_000L);
    assertThat(Literal.parse("4.5")).isEqualTo(4.5);
    assertThat(Literal.parse("1e3")).isEqualTo(1000.0);
    assertThat(Literal.parse("4.5f")).isEqualTo(4.5f);
    assertThat(Literal.parse("true")).isEqualTo(true);
    assertThat(Literal.parse("'c'")).isEqualTo('c');
    assertThat(Literal.parse("\"42\"")).isEqualTo("42");
    assertThat(Literal.parse("\"a\\tb\"")).isEqualTo("a\tb");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "code_switch",
        "1.2.3",
        "007",
        "+49301234",
        "99999999999999999999",
        "-",
        "True",
        "\"",
        "\"\\q\"",
        "NaN",
        "1_000",
        "0x10"
      })
  void every_other_word_is_itself(String word) {
    assertThat(Literal.parse(word)).isEqualTo(word);
  }

  @Test
  void a_number_becomes_the_parameters_number_where_nothing_is_lost() {
    assertThat(only("42", int.class)).isEqualTo(42);
    assertThat(only("42", long.class)).isEqualTo(42L);
    assertThat(only("42", double.class)).isEqualTo(42.0);
    assertThat(only("42", Byte.class)).isEqualTo((byte) 42);
    assertThat(only("300", byte.class)).isEqualTo("does not fit");
    assertThat(only("4.5", int.class)).isEqualTo("does not fit");
    assertThat(only("3000000000", int.class)).isEqualTo("does not fit");
  }

  @Test
  void a_string_parameter_takes_any_word_and_the_inside_of_a_quoted_one() {
    assertThat(only("42", String.class)).isEqualTo("42");
    assertThat(only("true", String.class)).isEqualTo("true");
    assertThat(only("\"42\"", String.class)).isEqualTo("42");
    assertThat(only("hello", CharSequence.class)).isEqualTo("hello");
  }

  @Test
  void an_object_parameter_takes_the_literal() {
    assertThat(only("42", Object.class)).isEqualTo(42);
    assertThat(only("hello", Object.class)).isEqualTo("hello");
    assertThat(only("42", Number.class)).isEqualTo(42);
  }

  @Test
  void of_two_functions_the_closer_one_is_chosen() {
    var types =
        List.of(takes(String.class), takes(Object.class), takes(long.class), takes(int.class));

    assertThat(Arguments.choose(List.of("42"), types))
        .isEqualTo(new Arguments.Choice.Chosen(3, List.of(42)));
    assertThat(Arguments.choose(List.of("42"), types.subList(0, 3)))
        .isEqualTo(new Arguments.Choice.Chosen(2, List.of(42L)));
    assertThat(Arguments.choose(List.of("x"), types))
        .isEqualTo(new Arguments.Choice.Chosen(0, List.of("x")));
  }

  @Test
  void functions_that_fit_equally_well_are_ambiguous() {
    var types = List.of(takes(long.class, int.class), takes(int.class, long.class));

    assertThat(Arguments.choose(List.of("1", "2"), types))
        .isEqualTo(new Arguments.Choice.Ambiguous(types));
  }

  @Test
  void what_fits_nowhere_is_explained_function_by_function() {
    assertThat(
            Arguments.choose(List.of("x"), List.of(takes(int.class), takes(), takes(Thread.class))))
        .isEqualTo(
            new Arguments.Choice.NoneFits(
                List.of(
                    "argument 1: x is no int",
                    "takes 0 arguments, not 1",
                    "argument 1: x is no java.lang.Thread")));
  }

  @Test
  void a_function_without_parameters_is_called_without_arguments() {
    assertThat(Arguments.choose(List.of(), List.of(takes(), takes(int.class))))
        .isEqualTo(new Arguments.Choice.Chosen(0, List.of()));
  }
}
