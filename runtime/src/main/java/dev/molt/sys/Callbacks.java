package dev.molt.sys;

import dev.molt.code.Undef;
import dev.molt.process.Process;
import dev.molt.process.Processes;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The callbacks of a behaviour, as a loop of the runtime calls them: in the version of their module
 * that is current at each call. A class that no code server knows is simply what it is.
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
  private final Supplier<T> current;

  private Callbacks(String module, Supplier<T> current) {
    this.module = module;
    this.current = current;
  }

  /** Callbacks that are part of the runtime itself. */
  public static <T> Callbacks<T> fixed(T callbacks) {
    return new Callbacks<>(callbacks.getClass().getName(), () -> callbacks);
  }

  /**
   * The callbacks of a module, whose class of any version is given.
   *
   * @param behaviour what the class implements
   */
  public static <T> Callbacks<T> of(
      Processes processes, Class<?> module, Class<? super T> behaviour) {
    return new Callbacks<>(module.getName(), new Plain<T>(module, behaviour));
  }

  /** The module's binary class name. */
  public String module() {
    return module;
  }

  /**
   * Calls one of them.
   *
   * @throws Undef the module is not loaded, and not on the path
   */
  public <R extends @Nullable Object> R call(Body<T, R> body) throws Exception {
    Process.enterModule();
    try {
      return body.on(current.get());
    } finally {
      Process.leaveModule();
    }
  }

  /** Calls one of them if the module is there, else does something else. */
  public <R extends @Nullable Object> R callOr(Body<T, R> body, Supplier<R> absent)
      throws Exception {
    Process.enterModule();
    try {
      T callbacks;
      try {
        callbacks = current.get();
      } catch (Undef gone) {
        return absent.get();
      }
      return body.on(callbacks);
    } finally {
      Process.leaveModule();
    }
  }

  /** One instance of a class that has no versions, made when it is needed first. */
  private static final class Plain<T> implements Supplier<T> {
    private final Class<?> type;
    private final Class<? super T> behaviour;

    // The process of the loop only.
    private @Nullable T instance;

    Plain(Class<?> type, Class<? super T> behaviour) {
      this.type = type;
      this.behaviour = behaviour;
    }

    @Override
    public T get() {
      if (instance == null) instance = make();
      return instance;
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
        throw new Undef(type.getName(), "<init>", 0, List.of());
      }
    }
  }
}
