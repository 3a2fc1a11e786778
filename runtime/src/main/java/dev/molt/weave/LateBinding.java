package dev.molt.weave;

import dev.molt.weave.Members.Found;
import dev.molt.weave.Members.Found.In;
import dev.molt.weave.Members.Found.NotKnown;
import dev.molt.weave.Members.Found.Outside;
import dev.molt.weave.Replacement.Door;
import dev.molt.weave.Replacement.Exit;
import dev.molt.weave.Replacement.Keep;
import dev.molt.weave.Replacement.Site;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/** Decides what each access to a member becomes, for one class. */
final class LateBinding {
  private static final Replacement KEEP = new Keep();

  private final String self;
  private final String module;
  private final Members members;

  /**
   * @param self internal name of the class that is woven
   * @param module its module
   */
  LateBinding(String self, String module, Members members) {
    this.self = self;
    this.module = module;
    this.members = members;
  }

  Replacement replace(MemberUse use) {
    if (members.moduleOf(use.owner()) == null) return exitOrKeep(use);
    return switch (use.kind()) {
      case CALL_STATIC, GET_STATIC, PUT_STATIC -> ofStatic(use);
      case CALL_INSTANCE, CALL_SUPER -> ofMethod(use);
      case GET_FIELD, PUT_FIELD -> ofField(use);
      case NEW -> KEEP;
    };
  }

  /** The declaring class and its flags, for a use whose owner is a module's class. */
  Found find(MemberUse use) {
    return switch (use.kind()) {
      case CALL_STATIC, CALL_INSTANCE, CALL_SUPER, NEW ->
          members.method(use.owner(), use.name(), use.descriptor());
      case GET_STATIC, PUT_STATIC, GET_FIELD, PUT_FIELD ->
          members.field(use.owner(), use.name(), use.descriptor());
    };
  }

  private static Replacement exitOrKeep(MemberUse use) {
    if (!use.descriptor().equals("(I)V")) return KEEP;
    if (use.owner().equals("java/lang/System") && use.name().equals("exit")) {
      return new Exit(false);
    }
    var ofRuntime = use.owner().equals("java/lang/Runtime");
    return ofRuntime && (use.name().equals("exit") || use.name().equals("halt"))
        ? new Exit(true)
        : KEEP;
  }

  /** A static member is late-bound unless both its owner and its declaring class are at home. */
  private Replacement ofStatic(MemberUse use) {
    var owner = find(use) instanceof In in ? in.declaringClass() : use.owner();
    if (isHome(use.owner()) && isHome(owner)) return KEEP;
    var arguments = List.of(MemberUse.binaryName(owner));
    return switch (use.kind()) {
      case CALL_STATIC -> new Site(BootstrapNames.CALL, use.name(), use.methodType(), arguments);
      case GET_STATIC ->
          new Site(
              BootstrapNames.GET_STATIC, use.name(), MethodTypeDesc.of(fieldType(use)), arguments);
      default ->
          new Site(
              BootstrapNames.PUT_STATIC,
              use.name(),
              MethodTypeDesc.of(ConstantDescs.CD_void, fieldType(use)),
              arguments);
    };
  }

  private Replacement ofMethod(MemberUse use) {
    var isSuper = use.kind() == MemberUse.Kind.CALL_SUPER;
    if (find(use) instanceof In(var declaring, var flags)
        && !isSuper
        && hasDoor(declaring, use.name(), flags)) {
      return new Door(
          use.owner(),
          BootstrapNames.door(use.name(), ClassShape.packageOf(declaring)),
          use.methodType());
    }
    return ofInstance(
        use, isSuper ? BootstrapNames.SUPER_CALL : BootstrapNames.VIRTUAL_CALL, use.methodType());
  }

  private boolean hasDoor(String declaring, String method, int flags) {
    var shape = members.shape(declaring);
    return shape != null && Doors.hasDoor(shape, method, flags);
  }

  private Replacement ofField(MemberUse use) {
    return use.kind() == MemberUse.Kind.GET_FIELD
        ? ofInstance(use, BootstrapNames.GET_FIELD, MethodTypeDesc.of(fieldType(use)))
        : ofInstance(
            use,
            BootstrapNames.PUT_FIELD,
            MethodTypeDesc.of(ConstantDescs.CD_void, fieldType(use)));
  }

  /** A site if the JVM would refuse the access for the loader that lies between. */
  private Replacement ofInstance(MemberUse use, String bootstrap, MethodTypeDesc type) {
    return switch (find(use)) {
      case In(var declaring, var flags) ->
          isHome(declaring) || isAccessible(use, declaring, flags)
              ? KEEP
              : instanceSite(use, declaring, bootstrap, type);
      case Outside _ -> KEEP;
      case NotKnown _ ->
          isHome(use.owner()) || !ClassShape.samePackage(self, use.owner())
              ? KEEP
              : instanceSite(use, use.owner(), bootstrap, type);
    };
  }

  /**
   * Whether an instance member of another module can be accessed as it is. A protected one of the
   * same package is no longer of the same package, and then only a subclass may, on its own kind
   * (JVMS 4.10.1.8); a super call is always that.
   */
  private boolean isAccessible(MemberUse use, String declaring, int flags) {
    if (ClassShape.isPublic(flags)) return true;
    return ClassShape.isProtected(flags)
        && (use.kind() == MemberUse.Kind.CALL_SUPER || !ClassShape.samePackage(self, declaring));
  }

  private static Replacement instanceSite(
      MemberUse use, String declaring, String bootstrap, MethodTypeDesc type) {
    return new Site(
        bootstrap,
        use.name(),
        type.insertParameterTypes(0, MemberUse.classDesc(declaring)),
        List.of());
  }

  private boolean isHome(String internalName) {
    return module.equals(members.moduleOf(internalName));
  }

  private static ClassDesc fieldType(MemberUse use) {
    return ClassDesc.ofDescriptor(use.descriptor());
  }
}
