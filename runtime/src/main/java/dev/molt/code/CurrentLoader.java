package dev.molt.code;

/**
 * The context class loader of processes: finds a module's classes in its current version. The VM
 * remembers what a loader has found, for {@code Class.forName}, so there is a new one after each
 * change of the table, and each process starts with the newest.
 */
final class CurrentLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final Linkage linkage;

  CurrentLoader(Linkage linkage) {
    super("molt-current", linkage.parent());
    this.linkage = linkage;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    return linkage.isModuleCode(name)
        ? linkage.typeOfOtherModule(name)
        : getParent().loadClass(name);
  }
}
