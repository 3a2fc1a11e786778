package dev.molt.weave;

import dev.molt.process.Fun;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;

/** The bootstraps of woven code in tests; what they bind to is kept in a {@link World}. */
public final class TestBootstraps {
  static final MethodHandle NOTHING = MethodHandles.empty(MethodType.methodType(void.class));
  static final MethodHandle KILL = of("killIfDoomed", void.class, World.class);
  static final MethodHandle POISON = of("badFun", void.class, World.class);

  private TestBootstraps() {}

  private static MethodHandle of(String name, Class<?> result, Class<?>... parameters) {
    try {
      return MethodHandles.lookup()
          .findStatic(TestBootstraps.class, name, MethodType.methodType(result, parameters));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  static void killIfDoomed(World world) {
    world.killIfDoomed();
  }

  static void badFun(World world) {
    throw new World.BadFun();
  }

  /** What {@code System.exit} becomes. */
  public static final class Exited extends Error {
    public final int code;

    Exited(int code) {
      super("exit " + code);
      this.code = code;
    }
  }

  public static void exit(int code) {
    throw new Exited(code);
  }

  private static World.Loader loader(MethodHandles.Lookup caller) {
    return (World.Loader) caller.lookupClass().getClassLoader();
  }

  public static CallSite poll(MethodHandles.Lookup caller, String name, MethodType type) {
    return loader(caller).polls;
  }

  public static CallSite pollData(MethodHandles.Lookup caller, String name, MethodType type) {
    return loader(caller).dataPolls;
  }

  public static CallSite call(
      MethodHandles.Lookup caller, String name, MethodType type, String owner) {
    return new ConstantCallSite(
        loader(caller).world().site(owner, name, type).dynamicInvoker().asType(type));
  }

  public static CallSite getStatic(
      MethodHandles.Lookup caller, String name, MethodType type, String owner)
      throws ReflectiveOperationException {
    var declaring = loader(caller).world().type(owner);
    return new ConstantCallSite(in(declaring).findStaticGetter(declaring, name, type.returnType()));
  }

  public static CallSite putStatic(
      MethodHandles.Lookup caller, String name, MethodType type, String owner)
      throws ReflectiveOperationException {
    var declaring = loader(caller).world().type(owner);
    return new ConstantCallSite(
        in(declaring).findStaticSetter(declaring, name, type.parameterType(0)));
  }

  public static CallSite virtualCall(MethodHandles.Lookup caller, String name, MethodType type)
      throws ReflectiveOperationException {
    var owner = type.parameterType(0);
    return new ConstantCallSite(
        in(owner).findVirtual(owner, name, type.dropParameterTypes(0, 1)).asType(type));
  }

  public static CallSite superCall(MethodHandles.Lookup caller, String name, MethodType type)
      throws ReflectiveOperationException {
    var owner = type.parameterType(0);
    return new ConstantCallSite(
        in(owner).findSpecial(owner, name, type.dropParameterTypes(0, 1), owner).asType(type));
  }

  public static CallSite getField(MethodHandles.Lookup caller, String name, MethodType type)
      throws ReflectiveOperationException {
    var owner = type.parameterType(0);
    return new ConstantCallSite(in(owner).findGetter(owner, name, type.returnType()));
  }

  public static CallSite putField(MethodHandles.Lookup caller, String name, MethodType type)
      throws ReflectiveOperationException {
    var owner = type.parameterType(0);
    return new ConstantCallSite(in(owner).findSetter(owner, name, type.parameterType(1)));
  }

  private static MethodHandles.Lookup in(Class<?> owner) throws IllegalAccessException {
    return MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
  }

  /** What a fun was made from, and the fun that does it. */
  public record Made(String kind, String what, Fun fun) {}

  /** The last fun that was made by this thread. */
  static final ThreadLocal<Made> LAST = new ThreadLocal<>();

  public static CallSite externalFun(
      MethodHandles.Lookup caller,
      String name,
      MethodType type,
      String owner,
      String method,
      String descriptor) {
    var target =
        loader(caller)
            .world()
            .site(
                owner,
                method,
                MethodType.fromMethodDescriptorString(
                    descriptor, caller.lookupClass().getClassLoader()))
            .dynamicInvoker();
    return funs("external", owner + "." + method + descriptor, target, type);
  }

  public static CallSite localFun(
      MethodHandles.Lookup caller, String name, MethodType type, MethodHandle implementation) {
    var info = caller.revealDirect(implementation);
    return funs("local", info.getName(), implementation, type);
  }

  private static CallSite funs(String kind, String what, MethodHandle target, MethodType type) {
    var maker =
        of(
            "make",
            Fun.class,
            String.class,
            String.class,
            MethodHandle.class,
            Class.class,
            Object[].class);
    return new ConstantCallSite(
        MethodHandles.insertArguments(maker, 0, kind, what, target, type.returnType())
            .asCollector(Object[].class, type.parameterCount())
            .asType(type));
  }

  static Fun make(String kind, String what, MethodHandle target, Class<?> type, Object[] captures) {
    var bound = captures.length == 0 ? target : MethodHandles.insertArguments(target, 0, captures);
    var method =
        Arrays.stream(type.getMethods()).filter(m -> !m.isDefault()).findFirst().orElseThrow();
    var generic =
        MethodType.genericMethodType(method.getParameterCount())
            .changeReturnType(method.getReturnType());
    var fun = (Fun) MethodHandleProxies.asInterfaceInstance(type, bound.asType(generic));
    LAST.set(new Made(kind, what, fun));
    return fun;
  }
}
