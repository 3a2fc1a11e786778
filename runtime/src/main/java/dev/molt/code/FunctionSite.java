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
 * <p>Its target is set under the lock of {@link Linkage} only. It is a call site itself, rather
 * than having one, so that it lives as long as code that calls through it.
 */
final class FunctionSite extends MutableCallSite {
  private static final MethodHandle RESOLVE;
  private static final MethodHandle UNDEFINED;
  private static final MethodHandle AGAIN;

  static {
    try {
      var lookup = MethodHandles.lookup();
      RESOLVE =
          lookup.findVirtual(
              FunctionSite.class, "resolve", MethodType.methodType(MethodHandle.class));
      UNDEFINED =
          lookup.findVirtual(
              FunctionSite.class, "undefined", MethodType.methodType(Object.class, Object[].class));
      AGAIN =
          lookup.findVirtual(
              FunctionSite.class,
              "again",
              MethodType.methodType(MethodHandle.class, ModuleVersion.class, StaleCall.class));
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final Linkage linkage;
  private final FunctionKey key;
  private final ModuleName module;
  private final MethodHandle slow;
  private final MethodHandle undefined;
  private final MethodHandle generic;

  FunctionSite(Linkage linkage, FunctionKey key, MethodType type) {
    super(type);
    this.linkage = linkage;
    this.key = key;
    this.module = key.module();
    this.slow = MethodHandles.foldArguments(MethodHandles.exactInvoker(type), RESOLVE.bindTo(this));
    this.undefined =
        UNDEFINED.bindTo(this).asCollector(Object[].class, type.parameterCount()).asType(type);
    this.generic = dynamicInvoker().asType(type.generic());
    setTarget(slow);
  }

  FunctionKey key() {
    return key;
  }

  ModuleName module() {
    return module;
  }

  /** Calls through the site with {@code Object}s, as many as the function has parameters. */
  MethodHandle generic() {
    return generic;
  }

  /** From now on every call reads the table. Under the lock of the linkage. */
  void leadToTable() {
    setTarget(slow);
  }

  /** Leads to this function, which is that of the current version. Under the linkage's lock. */
  void leadTo(MethodHandle function) {
    setTarget(function);
  }

  /** The function in a version, for this site; null if that has none or it does not fit. */
  @Nullable MethodHandle functionIn(ModuleVersion version) {
    var found = version.function(key);
    if (found == null) return null;
    try {
      var function = found.asType(type());
      return key.isCall() ? withSecondLook(function, version) : function;
    } catch (WrongMethodTypeException otherTypes) {
      return null;
    }
  }

  /**
   * Between the lookup of a function and its first instruction a thread can be off its processor
   * for as long as it takes to purge what it has found. It is refused then, and looks again.
   */
  private MethodHandle withSecondLook(MethodHandle function, ModuleVersion version) {
    var again = MethodHandles.insertArguments(AGAIN, 0, this, version);
    return MethodHandles.catchException(
        function,
        StaleCall.class,
        MethodHandles.filterArguments(MethodHandles.exactInvoker(type()), 0, again));
  }

  /** What to call instead of a function of this version. A method handle leads here. */
  MethodHandle again(ModuleVersion version, StaleCall refused) {
    if (!refused.isOf(version)) throw refused;
    return resolve();
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
