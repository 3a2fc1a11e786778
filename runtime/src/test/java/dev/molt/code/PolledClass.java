package dev.molt.code;

import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A class with polls, as the weaver would leave it, made without the weaver: the switch can so be
 * tested alone.
 */
public final class PolledClass {
  private static final ClassDesc HERE = ClassDesc.of(PolledClass.class.getName());
  private static final MethodTypeDesc RUNNABLE_TO_VOID =
      MethodTypeDesc.of(CD_void, ClassDesc.of("java.lang.Runnable"));
  private static final DirectMethodHandleDesc BOOTSTRAP =
      MethodHandleDesc.ofMethod(
          DirectMethodHandleDesc.Kind.STATIC,
          HERE,
          "poll",
          MethodTypeDesc.ofDescriptor(
              "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
                  + "Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/CallSite;"));
  private static final Map<String, VersionSwitch> SWITCHES = new ConcurrentHashMap<>();

  private final VersionSwitch versionSwitch;
  private final Class<?> loaded;

  PolledClass(String version, Passage passage) {
    versionSwitch = new VersionSwitch(version, passage);
    SWITCHES.put(version, versionSwitch);
    var bytes = ClassFile.of().build(ClassDesc.of("polled.Code"), PolledClass::methods);
    loaded = new Loader(version).define(bytes);
  }

  VersionSwitch versionSwitch() {
    return versionSwitch;
  }

  /** A function of the version: polls, then runs {@code body}. */
  void call(Runnable body) {
    invoke("function", body);
  }

  /** A lambda of the version: polls, then runs {@code body}. */
  void fun(Runnable body) {
    invoke("lambda$fun$0", body);
  }

  /** Like a function, but with the poll of an equals or hashCode. */
  void data(Runnable body) {
    invoke("data", body);
  }

  /** A loop for ever without a poll at its entry. */
  void loop(Runnable body) {
    invoke("loop", body);
  }

  private void invoke(String method, Runnable body) {
    MethodHandle handle;
    try {
      var type = MethodType.methodType(void.class, Runnable.class);
      handle = MethodHandles.lookup().findStatic(loaded, method, type);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
    try {
      handle.invokeExact(body);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static void methods(ClassBuilder builder) {
    builder.withFlags(ClassFile.ACC_PUBLIC);
    method(builder, "function", code -> body(code, "poll"));
    method(builder, "lambda$fun$0", code -> body(code, "poll"));
    method(builder, "data", code -> body(code, "pollData"));
    method(
        builder,
        "loop",
        code -> {
          var top = code.newBoundLabel();
          code.aload(0).invokeinterface(ClassDesc.of("java.lang.Runnable"), "run", MTD_void);
          poll(code, "poll").goto_(top);
        });
  }

  private static void method(ClassBuilder builder, String name, Consumer<CodeBuilder> body) {
    builder.withMethodBody(
        name, RUNNABLE_TO_VOID, ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC, body);
  }

  private static void body(CodeBuilder code, String poll) {
    poll(code, poll)
        .aload(0)
        .invokeinterface(ClassDesc.of("java.lang.Runnable"), "run", MTD_void)
        .return_();
  }

  private static CodeBuilder poll(CodeBuilder code, String name) {
    return code.invokedynamic(DynamicCallSiteDesc.of(BOOTSTRAP, name, MTD_void));
  }

  /** The bootstrap that the class names. */
  public static CallSite poll(MethodHandles.Lookup lookup, String name, MethodType type) {
    var version = lookup.lookupClass().getClassLoader().getName();
    var own = Objects.requireNonNull(SWITCHES.get(version));
    return new ConstantCallSite(name.equals("poll") ? own.poll() : own.pollData());
  }

  private static final class Loader extends ClassLoader {
    Loader(String name) {
      super(name, PolledClass.class.getClassLoader());
    }

    Class<?> define(byte[] bytes) {
      return defineClass(null, bytes, 0, bytes.length);
    }
  }
}
