package dev.molt.weave;

import org.jspecify.annotations.Nullable;

/**
 * What the weaver must be told of the classes around the one that it weaves. Answers must not
 * change while one {@link Weaver} is used: make a new weaver for each batch that is loaded.
 */
@FunctionalInterface
public interface ModuleNames {
  /**
   * The module that a class belongs to.
   *
   * @param internalClassName as class files write it: {@code com/acme/E3$State}
   * @return the binary name of the module's top-level type ({@code com.acme.E3}); null if the class
   *     is no module code (the JDK's, the runtime's, a library's). A module that is not loaded yet
   *     is a module all the same: calls to it must load it when they are made
   */
  @Nullable String moduleOf(String internalClassName);

  /**
   * The class file of a class for which {@link #moduleOf} is not null, before weaving. With it the
   * weaver knows which members are not public, and which methods override a package-private one of
   * another module. Without it every instance access to another module in the same package goes
   * through a call site, and such overriding is lost.
   *
   * @param internalClassName as class files write it
   * @return its bytes; null if they are not known
   */
  default byte @Nullable [] classFileOf(String internalClassName) {
    return null;
  }
}
