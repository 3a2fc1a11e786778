package dev.molt.sys;

import dev.molt.code.CallbackModule;
import dev.molt.code.CodeServer;
import dev.molt.code.StaleCall;
import dev.molt.code.Undef;
import dev.molt.process.Process;
import dev.molt.process.Processes;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The callbacks of a behaviour, as a loop of the runtime calls them: in the version of their module
 * that is current at each call. A class that is no module's (of a test, of the runtime itself) is
 * simply what it is.
 *
 * @param <T> the behaviour
 *     <p>OTP: the calls {@code Mod:handle_call(..)} in a behaviour
 */
public final class Callbacks<T> {

  /** What is done with the callbacks' present version. */
  @FunctionalInterface
  public interface Body<T, R extends @Nullable Object> {
    R on(T callbacks) throws Exception;
  }

  private final String module;
  private final String initialCall;
  private final Source<T> source;

  private Callbacks(String module, String initialCall, Source<T> source) {
    this.module = module;
    this.initialCall = initialCall;
    this.source = source;
  }

  private Callbacks(String module, Source<T> source) {
    this(module, module + ".init/1", source);
  }

  /**
   * Callbacks that are part of the runtime itself.
   *
   * @param initialCall what a process with them is said to have been started with
   */
  public static <T> Callbacks<T> fixed(String initialCall, T callbacks) {
    return new Callbacks<>(callbacks.getClass().getName(), initialCall, new Fixed<>(callbacks));
  }

  /**
   * The callbacks of a module, whose class of any version is given; it is not held.
   *
   * @param behaviour what the class implements
   */
  public static <T> Callbacks<T> of(
      Processes processes, Class<?> module, Class<? super T> behaviour) {
    if (CallbackModule.isModuleCode(module)) return named(processes, module.getName(), behaviour);
    return new Callbacks<>(module.getName(), new Plain<T>(module, behaviour));
  }

  /**
   * The callbacks of a module of that name.
   *
   * @throws IllegalStateException the node has no code server
   */
  @SuppressWarnings("unchecked")
  public static <T> Callbacks<T> named(
      Processes processes, String module, Class<? super T> behaviour) {
    var server = processes.attachment(CodeServer.class);
    var callbacks = CallbackModule.of(server, module, (Class<T>) behaviour);
    return new Callbacks<>(module, new Versions<>(callbacks));
  }

  /** The binary name of the class that has them. */
  public String module() {
    return module;
  }

  /** What a process with these callbacks was started with, for its view. */
  public String initialCall() {
    return initialCall;
  }

  /** Whether they can be called without loading anything. */
  public boolean isLoaded() {
    return source.isLoaded();
  }

  /**
   * Calls one of them.
   *
   * @param function its name, for undef
   * @throws Undef the module is not loaded, and not on the path
   */
  public <R extends @Nullable Object> R call(String function, int arity, Body<T, R> body)
      throws Exception {
    if (source instanceof Fixed<T>(var own)) return body.on(own);
    Process.enterModule();
    try {
      return on(source.current(function, arity), function, arity, body);
    } finally {
      Process.leaveModule();
    }
  }

  /** If that version was purged before its first instruction ran, the call is made anew. */
  private <R extends @Nullable Object> R on(
      T callbacks, String function, int arity, Body<T, R> body) throws Exception {
    try {
      return body.on(callbacks);
    } catch (StaleCall refused) {
      if (!refused.isOf(callbacks)) throw refused;
      return on(source.current(function, arity), function, arity, body);
    }
  }

  /** Calls one of them if the module is there, else does something else. */
  public <R extends @Nullable Object> R callOr(
      String function, int arity, Body<T, R> body, Supplier<R> absent) throws Exception {
    if (source instanceof Fixed<T>(var own)) return body.on(own);
    Process.enterModule();
    try {
      T callbacks;
      try {
        callbacks = source.current(function, arity);
      } catch (Undef gone) {
        return absent.get();
      }
      return on(callbacks, function, arity, body);
    } finally {
      Process.leaveModule();
    }
  }

  /** Where the present version comes from. */
  private sealed interface Source<T> {
    T current(String function, int arity);

    boolean isLoaded();
  }

  private record Fixed<T>(T callbacks) implements Source<T> {
    @Override
    public T current(String function, int arity) {
      return callbacks;
    }

    @Override
    public boolean isLoaded() {
      return true;
    }
  }

  private record Versions<T>(CallbackModule<T> callbacks) implements Source<T> {
    @Override
    public T current(String function, int arity) {
      return callbacks.current(function, arity);
    }

    @Override
    public boolean isLoaded() {
      return callbacks.isLoaded();
    }
  }

  /** One instance of a class that has no versions, made when it is needed first. */
  private static final class Plain<T> implements Source<T> {
    private final Class<?> type;
    private final Class<? super T> behaviour;

    // The process of the loop only.
    private @Nullable T instance;

    Plain(Class<?> type, Class<? super T> behaviour) {
      this.type = type;
      this.behaviour = behaviour;
    }

    @Override
    public T current(String function, int arity) {
      if (instance == null) instance = make();
      return instance;
    }

    @Override
    public boolean isLoaded() {
      return true;
    }

    @SuppressWarnings("unchecked")
    private T make() {
      try {
        var constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        return (T) behaviour.cast(constructor.newInstance());
      } catch (InvocationTargetException thrown) {
        throw Raised.again(thrown.getTargetException());
      } catch (ReflectiveOperationException missing) {
        throw new Undef(type.getName(), "new", 0, List.of());
      }
    }
  }
}
