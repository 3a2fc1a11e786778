package dev.molt.sys;

import dev.molt.code.ModuleImage;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.reflect.AccessFlag;
import java.util.Set;

/** Whether the code of a module can make its state out of that of another version: pure. */
final class StateChangers {
  private static final Set<String> NAMES = Set.of("codeChange", "systemCodeChange");

  private StateChangers() {}

  /**
   * Whether this class, or one of the module that it extends, has the callback.
   *
   * @param callbacks the binary name of a class
   */
  static boolean has(ModuleImage image, String callbacks) {
    var name = callbacks;
    while (true) {
      var bytes = image.classes().get(name);
      if (bytes == null) return false;
      var model = ClassFile.of().parse(bytes);
      if (declares(model)) return true;
      var superclass = model.superclass();
      if (superclass.isEmpty()) return false;
      name = superclass.get().asInternalName().replace('/', '.');
    }
  }

  private static boolean declares(ClassModel model) {
    return model.methods().stream()
        .anyMatch(
            method ->
                NAMES.contains(method.methodName().stringValue())
                    && !method.flags().has(AccessFlag.STATIC)
                    && !method.flags().has(AccessFlag.ABSTRACT));
  }
}
