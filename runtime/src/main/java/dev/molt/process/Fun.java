package dev.molt.process;

/**
 * One of the runtime's fun types. Only these tell a method reference (an external fun, late-bound)
 * from a lambda (a local fun): the weaver gives them their meaning when a module is loaded.
 */
public interface Fun {
  /**
   * What it is called in reports: of an external fun the function, else its class. Short and made
   * once, for every process started with it keeps it.
   */
  default String description() {
    return getClass().getName();
  }
}
