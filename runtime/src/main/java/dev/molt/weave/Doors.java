package dev.molt.weave;

import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_PUBLIC;
import static java.lang.classfile.ClassFile.ACC_SYNTHETIC;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Overriding of package-private methods across modules.
 *
 * <p>To the JVM a package ends where its class loader ends (JVMS 5.4.5): with each module in a
 * loader of its own, {@code Circle.area()} no longer overrides the package-private {@code
 * Shape.area()}, and calls would silently reach the wrong method, or an abstract one. To widen the
 * methods is no way out: then a class of another package overrides what it only happens to name
 * alike. So the method stays as it is, and beside it stands its door: a public method whose name
 * only classes of the package share, which calls it. All callers go through the door, and each
 * class that overrides the method across a module's border overrides the door too.
 */
final class Doors {
  private Doors() {}

  /** A door to the method of this name and type. */
  record Opening(String method, MethodTypeDesc type) {}

  /** Whether callers of this method go through its door. */
  static boolean hasDoor(ClassShape declaring, String method, int flags) {
    return declaring.extensible()
        && ClassShape.isPackagePrivate(flags)
        && !ClassShape.isStatic(flags)
        && (flags & ACC_FINAL) == 0
        && !method.startsWith("<");
  }

  /** The doors that a class must have, in order. */
  static List<Opening> of(ClassShape shape, Members members) {
    List<Opening> doors = new ArrayList<>();
    if (shape.isInterface()) return doors;
    for (var method : new TreeMap<>(shape.methods()).entrySet()) {
      var paren = method.getKey().indexOf('(');
      var name = method.getKey().substring(0, paren);
      if (hasDoor(shape, name, method.getValue())
          || overridesAbroad(shape, name, method.getKey(), method.getValue(), members)) {
        doors.add(new Opening(name, MethodTypeDesc.ofDescriptor(method.getKey().substring(paren))));
      }
    }
    return doors;
  }

  /** Whether a method overrides a package-private one of another module. */
  private static boolean overridesAbroad(
      ClassShape shape, String name, String key, int flags, Members members) {
    if (ClassShape.isStatic(flags) || ClassShape.isPrivate(flags) || name.startsWith("<")) {
      return false;
    }
    var home = members.moduleOf(shape.name());
    for (var ancestor : members.line(shape.superName()).shapes()) {
      var inherited = ancestor.methods().get(key);
      if (inherited != null
          && hasDoor(ancestor, name, inherited)
          && !Objects.equals(members.moduleOf(ancestor.name()), home)
          && ClassShape.samePackage(ancestor.name(), shape.name())) {
        return true;
      }
    }
    return false;
  }

  static void add(ClassBuilder type, ClassShape shape, Opening door) {
    type.withMethodBody(
        BootstrapNames.door(door.method(), ClassShape.packageOf(shape.name())),
        door.type(),
        ACC_PUBLIC | ACC_SYNTHETIC,
        code -> emit(code, MemberUse.classDesc(shape.name()), door));
  }

  private static void emit(CodeBuilder code, ClassDesc self, Opening door) {
    code.aload(0);
    for (var i = 0; i < door.type().parameterCount(); i++) {
      code.loadLocal(TypeKind.from(door.type().parameterType(i)), code.parameterSlot(i));
    }
    code.invokevirtual(self, door.method(), door.type());
    code.return_(TypeKind.from(door.type().returnType()));
  }
}
