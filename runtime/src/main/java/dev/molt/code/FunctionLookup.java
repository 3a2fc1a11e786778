package dev.molt.code;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds in a class of a version what is known by name elsewhere. Initialises nothing. */
final class FunctionLookup {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private FunctionLookup() {}

  /**
   * A static member: by its exact descriptor, else the only one of its name and arity. Null if
   * there is none.
   */
  static @Nullable MethodHandle find(StaticMethods owner, FunctionKey key) {
    return switch (key.kind()) {
      case CALL, EXPORTED -> method(owner, key);
      case GET, PUT -> field(owner.type(), key);
    };
  }

  private static @Nullable MethodHandle method(StaticMethods owner, FunctionKey key) {
    var candidates = new ArrayList<Method>();
    for (var method : owner.named(key.name())) {
      if (!isReachable(method, key.kind())) continue;
      if (descriptor(method).equals(key.descriptor())) return handle(method);
      if (!method.isSynthetic() && method.getParameterCount() == key.arity())
        candidates.add(method);
    }
    return candidates.size() == 1 ? handle(candidates.getFirst()) : null;
  }

  private static @Nullable MethodHandle field(Class<?> owner, FunctionKey key) {
    var found = field(owner, key.name());
    if (found == null) return null;
    if (key.kind() == FunctionKey.Kind.PUT && Modifier.isFinal(found.getModifiers())) return null;
    try {
      var in = MethodHandles.privateLookupIn(found.getDeclaringClass(), LOOKUP);
      return key.kind() == FunctionKey.Kind.GET
          ? in.unreflectGetter(found)
          : in.unreflectSetter(found);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException("no private access to " + found, impossible);
    }
  }

  private static @Nullable Field field(Class<?> owner, String name) {
    for (var field : owner.getDeclaredFields())
      if (field.getName().equals(name) && isReachable(field, FunctionKey.Kind.GET)) return field;
    for (var parent : owner.getInterfaces()) {
      var found = field(parent, name);
      if (found != null) return found;
    }
    var parent = owner.getSuperclass();
    return parent == null ? null : field(parent, name);
  }

  private static boolean isReachable(Member member, FunctionKey.Kind kind) {
    var flags = member.getModifiers();
    if (!Modifier.isStatic(flags)) return false;
    return kind == FunctionKey.Kind.EXPORTED
        ? Modifier.isPublic(flags)
        : !Modifier.isPrivate(flags);
  }

  /** The public static methods of a module's type. */
  static List<ExportedFunction> exported(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> isReachable(method, FunctionKey.Kind.EXPORTED) && !method.isSynthetic())
        .map(
            method ->
                new ExportedFunction(
                    method.getName(), method.getParameterCount(), descriptor(method)))
        .sorted(
            Comparator.comparing(ExportedFunction::name)
                .thenComparing(ExportedFunction::arity)
                .thenComparing(ExportedFunction::descriptor))
        .toList();
  }

  private static String descriptor(Method method) {
    return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
        .descriptorString();
  }

  private static MethodHandle handle(Method method) {
    try {
      return MethodHandles.privateLookupIn(method.getDeclaringClass(), LOOKUP)
          .unreflect(method)
          .asFixedArity();
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException("no private access to " + method, impossible);
    }
  }

  /**
   * The method behind a local fun, in a version with the same code.
   *
   * @throws ReflectiveOperationException if it is not there, so the code is not the same
   */
  static MethodHandle find(ModuleVersion version, FunKey key) throws ReflectiveOperationException {
    var maker = version.type(key.maker());
    var owner = Class.forName(key.owner(), false, maker.getClassLoader());
    var type = MethodType.fromMethodDescriptorString(key.descriptor(), maker.getClassLoader());
    var in = MethodHandles.privateLookupIn(maker, LOOKUP);
    return switch (key.kind()) {
      case MethodHandleInfo.REF_invokeStatic -> in.findStatic(owner, key.name(), type);
      case MethodHandleInfo.REF_newInvokeSpecial -> in.findConstructor(owner, type);
      case MethodHandleInfo.REF_invokeSpecial -> in.findSpecial(owner, key.name(), type, maker);
      case MethodHandleInfo.REF_invokeVirtual, MethodHandleInfo.REF_invokeInterface ->
          in.findVirtual(owner, key.name(), type);
      default -> throw new NoSuchMethodException(key + " is no method");
    };
  }

  /**
   * A new instance by the no-arg constructor.
   *
   * @throws Undef if there is none
   */
  static Object newInstance(Class<?> type) {
    MethodHandle constructor;
    try {
      constructor =
          MethodHandles.privateLookupIn(type, LOOKUP)
              .findConstructor(type, MethodType.methodType(void.class));
    } catch (ReflectiveOperationException missing) {
      throw new Undef(type.getName(), "new", 0, List.of(), missing);
    }
    try {
      return constructor.invoke();
    } catch (Throwable thrown) {
      throw Thrown.asIs(thrown);
    }
  }
}
