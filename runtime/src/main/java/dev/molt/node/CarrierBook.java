package dev.molt.node;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the nodes of this JVM have asked of its one scheduler. Each asks for spare carriers for
 * itself; there are as many as the neediest asks for, since all of them see the same starvation,
 * and with the last demand the scheduler has what it had before.
 *
 * <p>Any thread.
 */
final class CarrierBook {
  /** One for the JVM, as its scheduler is; set once, by the first node that asks. */
  private static final class OfThisJvm {
    static final Optional<CarrierBook> BOOK = JdkCarrierPool.find().map(CarrierBook::new);
  }

  private final CarrierPool pool;

  // guarded by this
  private final Map<Object, Integer> demands = new HashMap<>();
  private int before;
  private int set;

  CarrierBook(CarrierPool pool) {
    this.pool = pool;
    this.before = pool.parallelism();
    this.set = before;
  }

  /** The book of this JVM's scheduler; empty where carriers cannot be counted or added. */
  static Optional<CarrierBook> ofThisJvm() {
    return OfThisJvm.BOOK;
  }

  CarrierPool pool() {
    return pool;
  }

  /** Asks for {@code spares} carriers above the usual, in place of what {@code node} asked for. */
  synchronized void demand(Object node, int spares) {
    noteForeignChange();
    if (spares == 0) demands.remove(node);
    else demands.put(node, spares);
    var wanted = before + most();
    if (wanted == set) return;
    set = wanted;
    pool.parallelism(wanted);
  }

  /** How many carriers there are above the usual, whoever asked for them. */
  synchronized int spares() {
    return set - before;
  }

  /** Somebody else may set the scheduler too: what he set is the new usual. */
  private void noteForeignChange() {
    var now = pool.parallelism();
    if (now == set) return;
    before = Math.max(1, now - most());
    set = now;
  }

  private int most() {
    return demands.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }
}
