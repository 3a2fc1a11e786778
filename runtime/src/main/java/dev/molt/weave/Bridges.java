package dev.molt.weave;

import static java.lang.classfile.ClassFile.ACC_PRIVATE;
import static java.lang.classfile.ClassFile.ACC_STATIC;
import static java.lang.classfile.ClassFile.ACC_SYNTHETIC;

import dev.molt.weave.Replacement.Door;
import dev.molt.weave.Replacement.Exit;
import dev.molt.weave.Replacement.Keep;
import dev.molt.weave.Replacement.Site;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Private static methods that do one late-bound access each: a method handle can name them, and a
 * call of one is as long as the access that it replaces. They have no poll: they do nothing of
 * their own, and belong to whom they call.
 */
final class Bridges {
  private static final String PREFIX = "molt$";
  private static final int IDENTITY_DIGITS = 16;

  private final ClassDesc self;
  private final boolean isInterface;
  private final BootstrapNames bootstraps;

  /** In order of first use, so that the same class gives the same bytes. One weaving's own. */
  private final Map<Replacement, String> bridges = new LinkedHashMap<>();

  Bridges(ClassShape shape, BootstrapNames bootstraps) {
    self = MemberUse.classDesc(shape.name());
    isInterface = shape.isInterface();
    this.bootstraps = bootstraps;
  }

  DirectMethodHandleDesc handle(Replacement access) {
    return MethodHandleDesc.ofMethod(
        isInterface
            ? DirectMethodHandleDesc.Kind.INTERFACE_STATIC
            : DirectMethodHandleDesc.Kind.STATIC,
        self,
        nameOf(access),
        type(access));
  }

  void call(CodeBuilder code, Replacement access) {
    code.invokestatic(self, nameOf(access), type(access), isInterface);
  }

  private String nameOf(Replacement access) {
    return bridges.computeIfAbsent(access, Bridges::newName);
  }

  /**
   * Says what the bridge does, so that in another weaving of the same class, beside other modules,
   * no other bridge has this name: a fun is known by the name of its method.
   */
  private static String newName(Replacement access) {
    var what =
        switch (access) {
          case Site site -> site.bootstrap() + "$" + site.name();
          case Exit _ -> BootstrapNames.EXIT;
          case Keep _, Door _ -> throw noBridge(access);
        };
    var identity = Sha256.hex(access.toString()).substring(0, IDENTITY_DIGITS);
    return PREFIX + what + "$" + identity;
  }

  /** Adds the methods to the class. */
  void addTo(ClassBuilder type) {
    bridges.forEach(
        (access, name) ->
            type.withMethodBody(
                name,
                type(access),
                ACC_PRIVATE | ACC_STATIC | ACC_SYNTHETIC,
                code -> emit(code, access)));
  }

  private void emit(CodeBuilder code, Replacement access) {
    var type = type(access);
    for (var i = 0; i < type.parameterCount(); i++) {
      code.loadLocal(TypeKind.from(type.parameterType(i)), code.parameterSlot(i));
    }
    switch (access) {
      case Site site -> site.emit(code, bootstraps);
      case Exit exit -> exit.emit(code, bootstraps);
      case Keep _, Door _ -> throw noBridge(access);
    }
    code.return_(TypeKind.from(type.returnType()));
  }

  private static MethodTypeDesc type(Replacement access) {
    return switch (access) {
      case Site site -> site.type();
      case Exit exit -> exit.type();
      case Keep _, Door _ -> throw noBridge(access);
    };
  }

  private static IllegalArgumentException noBridge(Replacement access) {
    return new IllegalArgumentException("needs no bridge: " + access);
  }
}
