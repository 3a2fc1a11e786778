package dev.molt.code;

import dev.molt.process.Fun1;
import dev.molt.process.Fun2;
import dev.molt.process.Fun3;
import dev.molt.process.Fun4;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Links the places in woven code where local funs are made. */
final class LocalFuns {
  private static final MethodHandle MAKE;

  static {
    try {
      MAKE =
          MethodHandles.lookup()
              .findStatic(
                  LocalFuns.class,
                  "make",
                  MethodType.methodType(Object.class, FunEntry.class, Object[].class));
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private LocalFuns() {}

  private static Object make(FunEntry entry, @Nullable Object[] captures) {
    return new LocalFun(entry, captures);
  }

  /**
   * @param type what the fun brings along, and the fun type that is wanted
   * @param implementation the method behind it
   * @return of that type: makes the fun
   */
  static MethodHandle maker(
      ModuleVersion version,
      MethodHandles.Lookup caller,
      MethodType type,
      MethodHandle implementation) {
    var method = caller.revealDirect(implementation);
    var key =
        new FunKey(
            version.module(),
            version.image().digest(),
            caller.lookupClass().getName(),
            method.getDeclaringClass().getName(),
            method.getReferenceKind(),
            method.getName(),
            method.getMethodType().descriptorString(),
            type.parameterCount(),
            arity(type.returnType()));
    var entry = version.linkage().fun(key, version, implementation);
    if (type.parameterCount() == 0)
      return MethodHandles.constant(type.returnType(), make(entry, new Object[0]));
    return MAKE.bindTo(entry).asCollector(Object[].class, type.parameterCount()).asType(type);
  }

  private static int arity(Class<?> funType) {
    if (funType == Fun1.class) return 1;
    if (funType == Fun2.class) return 2;
    if (funType == Fun3.class) return 3;
    return funType == Fun4.class ? 4 : 0;
  }
}
