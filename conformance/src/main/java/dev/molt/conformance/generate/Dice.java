package dev.molt.conformance.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** All chance of a case, from its seed. */
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  /** From 1 to {@code sides}. */
  int roll(int sides) {
    return 1 + random.nextInt(sides);
  }

  boolean percent(int chance) {
    return roll(100) <= chance;
  }

  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  @SafeVarargs
  final <T> T oneOf(T... values) {
    return values[random.nextInt(values.length)];
  }

  /** So many of them at most, in an order of their own. */
  <T> List<T> some(List<T> list, int atMost) {
    var rest = new ArrayList<>(list);
    List<T> picked = new ArrayList<>();
    while (picked.size() < atMost && !rest.isEmpty())
      picked.add(rest.remove(random.nextInt(rest.size())));
    return picked;
  }
}
