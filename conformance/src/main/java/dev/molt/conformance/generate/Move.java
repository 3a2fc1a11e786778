package dev.molt.conformance.generate;

/** Adds operations to a case, or none if what it needs is not there. */
@FunctionalInterface
interface Move {
  void make(Scene scene);

  record Weighted(int weight, Move move) {}

  static Weighted of(int weight, Move move) {
    return new Weighted(weight, move);
  }
}
