package dev.molt.code;

/**
 * The name of a module: the binary name of its top-level type. A name only; what is loaded under it
 * is known to the code server.
 *
 * @param binaryName as {@link Class#getName()} has it, {@code chat.Room}
 */
public record ModuleName(String binaryName) implements Comparable<ModuleName> {
  public ModuleName {
    if (binaryName.isEmpty() || binaryName.indexOf('/') >= 0)
      throw new IllegalArgumentException("not a binary class name: '" + binaryName + "'");
  }

  /** The module of this name. */
  public static ModuleName of(String binaryName) {
    return new ModuleName(binaryName);
  }

  /** The module that a class belongs to: the class itself, or the top-level type around it. */
  public static ModuleName ofClass(String binaryClassName) {
    var dollar = binaryClassName.indexOf('$', binaryClassName.lastIndexOf('.') + 2);
    return new ModuleName(dollar < 0 ? binaryClassName : binaryClassName.substring(0, dollar));
  }

  /** Whether a class of this binary name would be part of this module. */
  public boolean owns(String binaryClassName) {
    return binaryClassName.startsWith(binaryName)
        && (binaryClassName.length() == binaryName.length()
            || binaryClassName.charAt(binaryName.length()) == '$');
  }

  @Override
  public int compareTo(ModuleName other) {
    return binaryName.compareTo(other.binaryName);
  }

  @Override
  public String toString() {
    return binaryName;
  }
}
