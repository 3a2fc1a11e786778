package dev.molt.code;

/**
 * One loaded instance of a module. Its frames are known by the name of its class loader, which is
 * what {@link #toString} returns: {@code E3@7}.
 */
public final class ModuleVersion {
  private final ModuleImage image;
  private final int number;

  ModuleVersion(ModuleImage image, int number) {
    this.image = image;
    this.number = number;
  }

  public ModuleName module() {
    return image.name();
  }

  /** Counts the versions of this module on this node, from 1; a number is never used twice. */
  public int number() {
    return number;
  }

  /** The classes as the compiler made them. */
  public ModuleImage image() {
    return image;
  }

  @Override
  public String toString() {
    return module() + "@" + number;
  }
}
