package dev.molt.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CarrierBookTest {
  private final FakeCarrierPool pool = new FakeCarrierPool();
  private final CarrierBook book = new CarrierBook(pool);
  private final Object one = new Object();
  private final Object other = new Object();

  @Test
  void two_nodes_that_see_the_same_starvation_get_the_spares_once() {
    book.demand(one, 1);
    book.demand(other, 1);
    assertThat(pool.parallelism).isEqualTo(3);

    book.demand(other, 3);
    assertThat(pool.parallelism).isEqualTo(5);
  }

  @Test
  void spares_stay_while_one_of_the_nodes_needs_them() {
    book.demand(one, 3);
    book.demand(other, 2);

    book.demand(one, 0);
    assertThat(pool.parallelism).isEqualTo(4);

    book.demand(other, 0);
    assertThat(pool.parallelism).isEqualTo(2);
    assertThat(book.spares()).isZero();
  }

  @Test
  void a_change_by_somebody_else_is_the_new_usual() {
    book.demand(one, 1);
    pool.parallelism = 8;

    book.demand(one, 2);
    assertThat(pool.parallelism).isEqualTo(9);

    book.demand(one, 0);
    assertThat(pool.parallelism).isEqualTo(7);
  }
}
