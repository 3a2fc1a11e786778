package dev.molt.compile;

import dev.molt.code.ModuleImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Classes loaded together, to see what they do. */
final class Loaded extends ClassLoader {
  private final Map<String, byte[]> classes;

  private Loaded(Map<String, byte[]> classes) {
    super(Loaded.class.getClassLoader());
    this.classes = classes;
  }

  static Loaded of(List<ModuleImage> images) {
    var classes = new HashMap<String, byte[]>();
    images.forEach(image -> classes.putAll(image.classes()));
    return new Loaded(classes);
  }

  Object call(String module, String method) {
    try {
      var found = loadClass(module).getDeclaredMethod(method);
      found.setAccessible(true);
      return found.invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    var bytes = classes.get(name);
    if (bytes == null) throw new ClassNotFoundException(name);
    return defineClass(name, bytes, 0, bytes.length);
  }
}
