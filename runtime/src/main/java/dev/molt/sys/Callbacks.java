package dev.molt.sys;

import dev.molt.code.CallbackModule;
import dev.molt.code.CodeServer;
import dev.molt.code.StaleCall;
import dev.molt.code.Undef;
import dev.molt.process.Process;
import dev.molt.process.Processes;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The callbacks of a behaviour, as a loop of the runtime calls them: in the version of their module
 * that is current at each call. A class that is no module's (of a test, of the runtime itself) is
 * simply what it is. One object for all processes of a module.
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

  private final BehaviourCall initialCall;
  private final Source<T> source;

  private Callbacks(BehaviourCall initialCall, Source<T> source) {
    this.initialCall = initialCall;
    this.source = source;
  }

  /** Callbacks that are part of the runtime itself. */
  public static <T> Callbacks<T> fixed(BehaviourCall initialCall, T callbacks) {
    return new Callbacks<>(initialCall, new Fixed<>(callbacks));
  }

  /**
   * The callbacks of a module, whose class of any version is given; it is not held.
   *
   * @param behaviour what the class implements
   */
  public static <T> Callbacks<T> of(
      Processes processes, BehaviourCall.Kind kind, Class<?> module, Class<? super T> behaviour) {
    var name = module.getName();
    if (CallbackModule.isModuleCode(module)) return named(processes, kind, name, behaviour);
    return Known.in(processes)
        .get(
            new Known.Key(kind, module),
            () -> new Callbacks<>(new BehaviourCall(kind, name), new Plain<T>(module, behaviour)));
  }

  /**
   * The callbacks of a module of that name.
   *
   * @throws IllegalStateException the node has no code server
   */
  @SuppressWarnings("unchecked")
  public static <T> Callbacks<T> named(
      Processes processes, BehaviourCall.Kind kind, String module, Class<? super T> behaviour) {
    return Known.in(processes)
        .get(
            new Known.Key(kind, module),
            () -> {
              var server = processes.attachment(CodeServer.class);
              var callbacks = CallbackModule.of(server, module, (Class<T>) behaviour);
              return new Callbacks<>(new BehaviourCall(kind, module), new Versions<>(callbacks));
            });
  }

  /** The binary name of the class that has them. */
  public String module() {
    return initialCall.module();
  }

  /** What a process with these callbacks was started with, for its view. */
  public BehaviourCall initialCall() {
    return initialCall;
  }

  /** The callbacks themselves, if they are part of the runtime. */
  public Optional<T> own() {
    return source instanceof Fixed<T>(var callbacks) ? Optional.of(callbacks) : Optional.empty();
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

  /** The callbacks of one node that have been asked for. Any thread. */
  private static final class Known {
    /**
     * @param module the name of a module's class, or a class that is no module's
     */
    record Key(BehaviourCall.Kind kind, Object module) {}

    private final ConcurrentHashMap<Key, Callbacks<?>> all = new ConcurrentHashMap<>();

    static Known in(Processes processes) {
      return processes.attachment(Known.class, Known::new);
    }

    @SuppressWarnings("unchecked") // a kind of callbacks has one behaviour
    <T> Callbacks<T> get(Key key, Supplier<Callbacks<T>> make) {
      return (Callbacks<T>) all.computeIfAbsent(key, missing -> make.get());
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

    /** Any thread. It has no state, so two of them do no harm. */
    private volatile @Nullable T instance;

    Plain(Class<?> type, Class<? super T> behaviour) {
      this.type = type;
      this.behaviour = behaviour;
    }

    @Override
    public T current(String function, int arity) {
      var made = instance;
      if (made == null) instance = made = make();
      return made;
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
