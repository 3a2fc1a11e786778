package dev.molt.weave;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Set;

/**
 * The names by which woven code calls the runtime: the class of the bootstraps and their names, and
 * the fun types. Each bootstrap is {@code public static CallSite name(MethodHandles.Lookup, String,
 * MethodType, ...)} with the extra arguments given here, and must never throw.
 *
 * <p>In the types below, {@code R}, {@code T} and the parameters are those of the member that is
 * accessed.
 */
public final class BootstrapNames {
  /** {@code ()V}, no extra argument: the version's switch. */
  public static final String POLL = "poll";

  /**
   * {@code ()V}, no extra argument: the switch as {@code equals}, {@code hashCode} and {@code
   * toString} see it; they are data, so it never raises {@code badfun}.
   */
  public static final String POLL_DATA = "pollData";

  /** The static method's type; extra: {@code String owner}, a binary class name. */
  public static final String CALL = "call";

  /** {@code ()T}, named like the field; extra: {@code String owner}, a binary class name. */
  public static final String GET_STATIC = "getStatic";

  /** {@code (T)V}, named like the field; extra: {@code String owner}, a binary class name. */
  public static final String PUT_STATIC = "putStatic";

  /**
   * {@code (Owner, ...)R}: an instance method, found and dispatched as in the class Owner. If it is
   * package-private and Owner has its {@linkplain #door door}, the door is what is meant.
   */
  public static final String VIRTUAL_CALL = "virtualCall";

  /** {@code (Owner, ...)R}: Owner's own instance method, as {@code super.name(...)} calls it. */
  public static final String SUPER_CALL = "superCall";

  /** {@code (Owner)T}, named like the field. */
  public static final String GET_FIELD = "getField";

  /** {@code (Owner, T)V}, named like the field. */
  public static final String PUT_FIELD = "putField";

  /**
   * {@code ()FunType}; extra: {@code String owner} (binary class name), {@code String method},
   * {@code String descriptor}.
   */
  public static final String EXTERNAL_FUN = "externalFun";

  /**
   * {@code (captures)FunType}; extra: {@code MethodHandle implementation}, direct, of a method of
   * the class that makes the fun unless it is a reference to another method.
   */
  public static final String LOCAL_FUN = "localFun";

  /** No bootstrap: {@code public static void exit(int)}, instead of {@code System.exit}. */
  public static final String EXIT = "exit";

  /** The runtime's own. */
  static final BootstrapNames RUNTIME = new BootstrapNames("dev.molt.code.Bootstraps");

  private static final Set<String> FUN_TYPES =
      Set.of(
          "Ldev/molt/process/Fun0;",
          "Ldev/molt/process/Fun1;",
          "Ldev/molt/process/Fun2;",
          "Ldev/molt/process/Fun3;",
          "Ldev/molt/process/Fun4;",
          "Ldev/molt/process/Proc0;");

  private final ClassDesc owner;

  /** For tests: the bootstraps of another class. */
  BootstrapNames(String ownerBinaryName) {
    owner = ClassDesc.of(ownerBinaryName);
  }

  /**
   * The name of the door of a package-private method, see the package's description. No source can
   * write it, and no other package has it.
   *
   * @param packageName with slashes or dots
   */
  public static String door(String method, String packageName) {
    return method + "@" + packageName.replace('/', '$').replace('.', '$');
  }

  static boolean isFunType(ClassDesc type) {
    return FUN_TYPES.contains(type.descriptorString());
  }

  ClassDesc owner() {
    return owner;
  }

  DynamicCallSiteDesc poll(boolean data) {
    return site(data ? POLL_DATA : POLL, "poll", ConstantDescs.MTD_void, List.of());
  }

  DynamicCallSiteDesc site(
      String bootstrap, String name, MethodTypeDesc type, List<? extends ConstantDesc> arguments) {
    var extra = arguments.stream().map(BootstrapNames::typeOf).toArray(ClassDesc[]::new);
    return DynamicCallSiteDesc.of(
        ConstantDescs.ofCallsiteBootstrap(owner, bootstrap, ConstantDescs.CD_CallSite, extra),
        name,
        type,
        arguments.toArray(ConstantDesc[]::new));
  }

  private static ClassDesc typeOf(ConstantDesc argument) {
    return argument instanceof MethodHandleDesc
        ? ConstantDescs.CD_MethodHandle
        : ConstantDescs.CD_String;
  }
}
