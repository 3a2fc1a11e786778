package dev.molt.code;

import dev.molt.process.ExitException;
import dev.molt.process.Process;
import dev.molt.term.ExitReason;
import dev.molt.weave.BootstrapNames;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What woven code calls; the weaver knows these by name. A version's class loader leads to its
 * node. None of them throws: an error thrown while a call site is linked would stick to it for
 * ever, so what is missing is found out when the call is made.
 *
 * <p>Public because woven classes are in other packages; nobody else has business here.
 */
public final class Bootstraps {
  private static final Logger LOG = LoggerFactory.getLogger(Bootstraps.class);
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private Bootstraps() {}

  private static ModuleVersion version(MethodHandles.Lookup caller) {
    return ((VersionLoader) caller.lookupClass().getClassLoader()).version();
  }

  /** The version's switch. */
  public static CallSite poll(MethodHandles.Lookup caller, String name, MethodType type) {
    return new ConstantCallSite(version(caller).versionSwitch().poll());
  }

  /** The version's switch as data sees it: never {@code badfun}. */
  public static CallSite pollData(MethodHandles.Lookup caller, String name, MethodType type) {
    return new ConstantCallSite(version(caller).versionSwitch().pollData());
  }

  /** A static call of another module's function. */
  public static CallSite call(
      MethodHandles.Lookup caller, String name, MethodType type, String owner) {
    return site(caller, FunctionKey.Kind.CALL, name, type, owner);
  }

  /** Reads a static field of another module. */
  public static CallSite getStatic(
      MethodHandles.Lookup caller, String name, MethodType type, String owner) {
    return site(caller, FunctionKey.Kind.GET, name, type, owner);
  }

  /** Writes a static field of another module. */
  public static CallSite putStatic(
      MethodHandles.Lookup caller, String name, MethodType type, String owner) {
    return site(caller, FunctionKey.Kind.PUT, name, type, owner);
  }

  private static CallSite site(
      MethodHandles.Lookup caller,
      FunctionKey.Kind kind,
      String name,
      MethodType type,
      String owner) {
    var key = new FunctionKey(kind, owner, name, type.descriptorString());
    var site = version(caller).linkage().site(key);
    return site.type().equals(type)
        ? site
        : new ConstantCallSite(site.dynamicInvoker().asType(type));
  }

  /** An external fun. */
  public static CallSite externalFun(
      MethodHandles.Lookup caller,
      String name,
      MethodType type,
      String owner,
      String method,
      String descriptor) {
    var key = new FunctionKey(FunctionKey.Kind.EXPORTED, owner, method, descriptor);
    var fun = new ExternalFun(version(caller).linkage().site(key));
    return new ConstantCallSite(MethodHandles.constant(type.returnType(), fun));
  }

  /** A local fun. */
  public static CallSite localFun(
      MethodHandles.Lookup caller, String name, MethodType type, MethodHandle implementation) {
    return new ConstantCallSite(LocalFuns.maker(version(caller), caller, type, implementation));
  }

  /** An instance method of another module's class, dispatched as in that class. */
  public static CallSite virtualCall(MethodHandles.Lookup caller, String name, MethodType type) {
    var owner = type.parameterType(0);
    var method = type.dropParameterTypes(0, 1);
    var door = BootstrapNames.door(name, owner.getPackageName());
    return access(
        owner, type, in -> in.findVirtual(owner, has(owner, door, method) ? door : name, method));
  }

  private static boolean has(Class<?> owner, String method, MethodType type) {
    try {
      owner.getMethod(method, type.parameterArray());
      return true;
    } catch (NoSuchMethodException none) {
      return false;
    }
  }

  /** An instance method as its own class has it, whatever overrides it. */
  public static CallSite superCall(MethodHandles.Lookup caller, String name, MethodType type) {
    var owner = type.parameterType(0);
    return access(
        owner, type, in -> in.findSpecial(owner, name, type.dropParameterTypes(0, 1), owner));
  }

  /** Reads an instance field of another module's class. */
  public static CallSite getField(MethodHandles.Lookup caller, String name, MethodType type) {
    var owner = type.parameterType(0);
    return access(owner, type, in -> in.findGetter(owner, name, type.returnType()));
  }

  /** Writes an instance field of another module's class. */
  public static CallSite putField(MethodHandles.Lookup caller, String name, MethodType type) {
    var owner = type.parameterType(0);
    return access(owner, type, in -> in.findSetter(owner, name, type.parameterType(1)));
  }

  private interface Access {
    MethodHandle in(MethodHandles.Lookup lookup) throws ReflectiveOperationException;
  }

  /**
   * The class was resolved by the caller's code, so a member that is missing is missing for ever.
   */
  private static CallSite access(Class<?> owner, MethodType type, Access access) {
    try {
      var handle = access.in(MethodHandles.privateLookupIn(owner, LOOKUP));
      return new ConstantCallSite(handle.asType(type));
    } catch (NoSuchFieldException missing) {
      return throwing(type, new NoSuchFieldError(missing.getMessage()));
    } catch (NoSuchMethodException missing) {
      return throwing(type, new NoSuchMethodError(missing.getMessage()));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError refused) {
      return throwing(type, new IncompatibleClassChangeError(refused.toString()));
    }
  }

  private static CallSite throwing(MethodType type, LinkageError error) {
    var thrower = MethodHandles.throwException(type.returnType(), LinkageError.class).bindTo(error);
    return new ConstantCallSite(MethodHandles.dropArguments(thrower, 0, type.parameterList()));
  }

  /**
   * {@code System.exit} in a module: ends the calling process, not the node.
   *
   * @throws ExitException always; its reason is normal for 0
   */
  public static void exit(int status) {
    var reason = status == 0 ? ExitReason.NORMAL : new ExitReason.Other("exit status " + status);
    LOG.warn("System.exit({}) in {}: that process ends, the node goes on", status, who());
    throw new ExitException(reason);
  }

  private static @Nullable Object who() {
    return Process.isProcess() ? Process.self() : Thread.currentThread().getName();
  }
}
