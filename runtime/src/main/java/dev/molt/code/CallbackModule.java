package dev.molt.code;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A behaviour's callback module, known by name. Each call of {@link #current} is the lookup of a
 * qualified call: what is called on the result is called in the version that is current then. Holds
 * no version.
 *
 * @param <T> the behaviour that the module implements
 *     <p>OTP: {@code Mod:callback(..)}
 */
public final class CallbackModule<T> {
  private final CodeServer server;
  private final ModuleName module;
  private final String type;
  private final Class<T> behaviour;

  private CallbackModule(CodeServer server, ModuleName module, String type, Class<T> behaviour) {
    this.server = server;
    this.module = module;
    this.type = type;
    this.behaviour = behaviour;
  }

  public static <T> CallbackModule<T> of(CodeServer server, ModuleName module, Class<T> behaviour) {
    return new CallbackModule<>(server, module, module.binaryName(), behaviour);
  }

  /**
   * The same by the binary name of a class: the module's own type, or one nested in it that
   * implements the behaviour.
   */
  public static <T> CallbackModule<T> of(CodeServer server, String type, Class<T> behaviour) {
    return new CallbackModule<>(server, ModuleName.ofClass(type), type, behaviour);
  }

  /** Whether a class belongs to a version of a module, and so must be named, not held. */
  public static boolean isModuleCode(Class<?> type) {
    return type.getClassLoader() instanceof VersionLoader;
  }

  public ModuleName module() {
    return module;
  }

  /**
   * {@link #current()} for a call of this function.
   *
   * @throws Undef naming the function, if the module is not loaded and cannot be, or does not
   *     implement the behaviour
   */
  public T current(String function, int arity) {
    var version = server.linkage().table().current(module);
    if (version == null) version = autoloaded();
    if (version == null) throw server.linkage().undef(module, type, function, arity);
    if (!version.classNames().contains(type))
      throw new Undef(type, function, arity, List.of(version + ", which has no such class"));
    var instance = version.instance(type);
    if (!behaviour.isInstance(instance))
      throw new Undef(
          type,
          function,
          arity,
          List.of(version + ", which does not implement " + behaviour.getName()));
    return behaviour.cast(instance);
  }

  /**
   * The one instance of the current version, made by its no-arg constructor when it is first asked
   * for. Loads the module from the path if need be.
   *
   * @throws Undef if the module is not loaded and cannot be, or does not implement the behaviour
   */
  public T current() {
    return current(behaviour.getSimpleName(), 0);
  }

  /** Whether a call would find the module without loading it. */
  public boolean isLoaded() {
    return server.linkage().table().current(module) != null;
  }

  private @Nullable ModuleVersion autoloaded() {
    return server.ensureLoaded(module) instanceof LoadResult.Loaded(var version) ? version : null;
  }

  @Override
  public String toString() {
    return type;
  }
}
