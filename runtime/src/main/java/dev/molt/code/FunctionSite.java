package dev.molt.code;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.lang.invoke.WrongMethodTypeException;
import org.jspecify.annotations.Nullable;

/**
 * The one call site through which everybody on a node calls a function. It leads straight to the
 * current version, or to a path that reads the table. Its type knows no class of any module, so it
 * keeps no version alive but the one it leads to.
 *
 * <p>Its target is set under the lock of {@link Linkage} only.
 */
final class FunctionSite {
  private static final MethodHandle RESOLVE;
  private static final MethodHandle UNDEFINED;

  static {
    try {
      var lookup = MethodHandles.lookup();
      RESOLVE =
          lookup.findVirtual(
              FunctionSite.class, "resolve", MethodType.methodType(MethodHandle.class));
      UNDEFINED =
          lookup.findVirtual(
              FunctionSite.class, "undefined", MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final Linkage linkage;
  private final FunctionKey key;
  private final ModuleName module;
  private final MutableCallSite callSite;
  private final MethodHandle slow;
  private final MethodHandle undefined;
  private final MethodHandle generic;

  FunctionSite(Linkage linkage, FunctionKey key, MethodType type) {
    this.linkage = linkage;
    this.key = key;
    this.module = key.module();
    this.callSite = new MutableCallSite(type);
    this.slow = MethodHandles.foldArguments(MethodHandles.exactInvoker(type), RESOLVE.bindTo(this));
    this.undefined =
        UNDEFINED.bindTo(this).asCollector(Object[].class, type.parameterCount()).asType(type);
    this.generic = callSite.dynamicInvoker().asType(type.generic());
    callSite.setTarget(slow);
  }

  FunctionKey key() {
    return key;
  }

  ModuleName module() {
    return module;
  }

  /** The site itself: for callers whose types are those of the JDK and the runtime. */
  MutableCallSite callSite() {
    return callSite;
  }

  /** Calls through the site with {@code Object}s, as many as the function has parameters. */
  MethodHandle generic() {
    return generic;
  }

  /** From now on every call reads the table. Under the lock of the linkage. */
  void leadToTable() {
    callSite.setTarget(slow);
  }

  /** Leads to this function, which is that of the current version. Under the linkage's lock. */
  void leadTo(MethodHandle function) {
    callSite.setTarget(function);
  }

  /** The function in a version, for this site; null if that has none or it does not fit. */
  @Nullable MethodHandle functionIn(ModuleVersion version) {
    var found = version.function(key);
    if (found == null) return null;
    try {
      return found.asType(callSite.type());
    } catch (WrongMethodTypeException otherTypes) {
      return null;
    }
  }

  /**
   * The slow path: what the call at hand is to call. Returns before that is called. A method handle
   * leads here.
   */
  MethodHandle resolve() {
    var version = linkage.table().current(module);
    if (version == null) return undefined;
    var function = functionIn(version);
    if (function == null) return undefined;
    version.initialise(key.owner());
    linkage.offer(this, version, function);
    return function;
  }

  @Nullable Object undefined(@Nullable Object[] arguments) throws Throwable {
    var call = new UndefinedCall(linkage, this, arguments);
    return linkage.errorHandler().undefinedFunction(call);
  }

  boolean sameNode(FunctionSite other) {
    return linkage == other.linkage;
  }

  @Override
  public String toString() {
    return key.toString();
  }
}
