package dev.molt.process;

/**
 * One of the runtime's fun types. Only these tell a method reference (an external fun, late-bound)
 * from a lambda (a local fun): the weaver gives them their meaning when a module is loaded.
 */
public interface Fun {
  /**
   * What it is called in reports: of an external fun the function, else its class. Every process
   * started with it keeps it: it holds no version, and its {@code toString} is not module code.
   */
  default Object description() {
    return getClass().getName();
  }
}
