package dev.molt.conformance.generate;

/** A process of a case, as far as its maker knows: it may have died long since. */
final class Actor {
  private final String name;
  private final Body body;
  private final String module;

  // The generator's, which is one thread.
  private boolean suspended;
  private boolean frozen;
  private boolean hears;

  Actor(String name, Body body, String module) {
    this.name = name;
    this.body = body;
    this.module = module;
    this.hears = body.has(Body.Trait.HEARS);
  }

  String name() {
    return name;
  }

  Body body() {
    return body;
  }

  String module() {
    return module;
  }

  boolean is(Body.Trait trait) {
    return body.has(trait);
  }

  /** An answer comes at once, if it is alive. */
  boolean answers() {
    return is(Body.Trait.ANSWERS) && !suspended && !frozen;
  }

  boolean suspended() {
    return suspended;
  }

  void suspended(boolean now) {
    suspended = now;
  }

  boolean frozen() {
    return frozen;
  }

  void frozen(boolean now) {
    frozen = now;
  }

  /**
   * It gets messages about deaths. Two of one operation may come in either order, so its log is not
   * asked for as a whole.
   */
  boolean hears() {
    return hears;
  }

  void hear() {
    hears = true;
  }
}
