package dev.molt.event;

import dev.molt.code.CallbackModule;
import dev.molt.process.Processes;
import dev.molt.sys.BehaviourCall;
import dev.molt.sys.Callbacks;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which handler of an event manager: its module, and an id if there may be several of that module.
 * Holds no version of the module.
 *
 * <p>OTP: {@code Module | {Module, Id}}
 */
public final class HandlerId {
  private static final BehaviourCall.Kind KIND = BehaviourCall.Kind.EVENT_MANAGER;

  private final String module;
  private final @Nullable Object id;

  /** The class itself, if it is no module's. */
  private final @Nullable Class<?> plain;

  private HandlerId(String module, @Nullable Object id, @Nullable Class<?> plain) {
    this.module = module;
    this.id = id;
    this.plain = plain;
  }

  public static HandlerId of(Class<? extends EventHandler<?>> module) {
    return make(module, null);
  }

  public static HandlerId of(Class<? extends EventHandler<?>> module, Object id) {
    return make(module, id);
  }

  private static HandlerId make(Class<?> module, @Nullable Object id) {
    return new HandlerId(module.getName(), id, CallbackModule.isModuleCode(module) ? null : module);
  }

  /** The binary name of the class with the callbacks. */
  public String module() {
    return module;
  }

  public @Nullable Object id() {
    return id;
  }

  Callbacks<EventHandler<@Nullable Object>> callbacks(Processes processes) {
    return plain == null
        ? Callbacks.named(processes, KIND, module, EventHandler.class)
        : Callbacks.of(processes, KIND, plain, EventHandler.class);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HandlerId that
        && module.equals(that.module)
        && Objects.equals(id, that.id);
  }

  @Override
  public int hashCode() {
    return Objects.hash(module, id);
  }

  @Override
  public String toString() {
    return id == null ? module : "{" + module + "," + id + "}";
  }
}
