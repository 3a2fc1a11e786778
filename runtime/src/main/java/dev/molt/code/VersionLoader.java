package dev.molt.code;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The class loader of one version, and its name is how the version's frames are known: {@code
 * e3@7}. Defines the classes of its module itself, before its parent is asked; finds those of other
 * modules in the batch that is being linked, or in their current version, and keeps what it has
 * found: types cannot be late-bound.
 */
final class VersionLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final ModuleVersion version;

  /** Woven classes that are not defined yet. Any thread. */
  private final ConcurrentMap<String, byte[]> undefined;

  VersionLoader(ModuleVersion version, ClassLoader parent, Map<String, byte[]> woven) {
    super(version.toString(), parent);
    this.version = version;
    this.undefined = new ConcurrentHashMap<>(woven);
  }

  ModuleVersion version() {
    return version;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      var known = findLoadedClass(name);
      if (known != null) return known;
      if (version.module().owns(name)) return findClass(name);
      return version.linkage().isModuleCode(name)
          ? version.linkage().typeOfOtherModule(name)
          : getParent().loadClass(name);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    var bytes = undefined.remove(name);
    if (bytes == null) throw new ClassNotFoundException(version + " has no class " + name);
    return defineClass(name, bytes, 0, bytes.length);
  }
}
