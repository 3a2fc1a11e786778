package dev.molt.conformance.system;

/** The error {@code boom}. */
public final class Boom extends RuntimeException {
  public Boom() {
    super("boom");
  }
}
