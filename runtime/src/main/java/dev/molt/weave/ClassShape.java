package dev.molt.weave;

import static java.lang.classfile.ClassFile.ACC_ENUM;
import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_INTERFACE;
import static java.lang.classfile.ClassFile.ACC_PRIVATE;
import static java.lang.classfile.ClassFile.ACC_PROTECTED;
import static java.lang.classfile.ClassFile.ACC_PUBLIC;
import static java.lang.classfile.ClassFile.ACC_STATIC;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a class declares, as far as access and overriding go. Names are internal ones; a member's
 * key is its name and descriptor.
 *
 * @param superName null for interfaces and Object
 * @param extensible whether a class of another module may extend it
 */
record ClassShape(
    String name,
    boolean isInterface,
    boolean extensible,
    @Nullable String superName,
    List<String> interfaces,
    Map<String, Integer> methods,
    Map<String, Integer> fields) {

  static ClassShape of(ClassModel model) {
    Map<String, Integer> methods = new HashMap<>();
    for (var method : model.methods()) {
      methods.put(
          method.methodName().stringValue() + method.methodType().stringValue(),
          method.flags().flagsMask());
    }
    Map<String, Integer> fields = new HashMap<>();
    for (var field : model.fields()) {
      fields.put(
          field.fieldName().stringValue() + field.fieldType().stringValue(),
          field.flags().flagsMask());
    }
    var isInterface = (model.flags().flagsMask() & ACC_INTERFACE) != 0;
    return new ClassShape(
        model.thisClass().asInternalName(),
        isInterface,
        !isInterface && isExtensible(model, methods),
        isInterface ? null : model.superclass().map(ClassEntry::asInternalName).orElse(null),
        model.interfaces().stream().map(ClassEntry::asInternalName).toList(),
        Map.copyOf(methods),
        Map.copyOf(fields));
  }

  /** Whether some class of another module may be a subclass, as far as its own file tells. */
  private static boolean isExtensible(ClassModel model, Map<String, Integer> methods) {
    if ((model.flags().flagsMask() & (ACC_FINAL | ACC_ENUM)) != 0) return false;
    if (model.findAttribute(Attributes.enclosingMethod()).isPresent()) return false;
    return !isPrivateMember(model)
        && methods.entrySet().stream()
            .anyMatch(
                method -> method.getKey().startsWith("<init>") && !isPrivate(method.getValue()));
  }

  private static boolean isPrivateMember(ClassModel model) {
    return model
        .findAttribute(Attributes.innerClasses())
        .map(
            nested ->
                nested.classes().stream()
                    .anyMatch(
                        one ->
                            one.innerClass().equals(model.thisClass())
                                && isPrivate(one.flagsMask())))
        .orElse(false);
  }

  /** The package, with slashes; empty for the unnamed one. */
  static String packageOf(String internalName) {
    return internalName.substring(0, Math.max(0, internalName.lastIndexOf('/')));
  }

  static boolean samePackage(String one, String other) {
    return packageOf(one).equals(packageOf(other));
  }

  static boolean isPublic(int flags) {
    return (flags & ACC_PUBLIC) != 0;
  }

  static boolean isProtected(int flags) {
    return (flags & ACC_PROTECTED) != 0;
  }

  static boolean isPrivate(int flags) {
    return (flags & ACC_PRIVATE) != 0;
  }

  static boolean isStatic(int flags) {
    return (flags & ACC_STATIC) != 0;
  }

  static boolean isPackagePrivate(int flags) {
    return (flags & (ACC_PUBLIC | ACC_PROTECTED | ACC_PRIVATE)) == 0;
  }
}
