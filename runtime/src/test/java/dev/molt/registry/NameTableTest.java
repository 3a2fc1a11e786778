package dev.molt.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.term.Pid;
import org.junit.jupiter.api.Test;

class NameTableTest {
  private static final Pid ANNA = new Pid(0, 1);
  private static final Pid BERT = new Pid(0, 2);

  private final NameTable names = new NameTable();

  @Test
  void a_name_is_given_once() {
    assertThat(names.put("a", ANNA)).isTrue();
    assertThat(names.put("a", BERT)).isFalse();
    assertThat(names.whereis("a")).isEqualTo(ANNA);
  }

  @Test
  void only_who_bears_a_name_can_lose_it() {
    names.put("a", ANNA);
    assertThat(names.remove("a", BERT)).isFalse();
    assertThat(names.remove("a", ANNA)).isTrue();
    assertThat(names.whereis("a")).isNull();
    assertThat(names.put("a", BERT)).isTrue();
  }

  @Test
  void the_names_are_listed_in_order() {
    names.put("b", BERT);
    names.put("a", ANNA);
    assertThat(names.names()).containsExactly("a", "b");
  }
}
