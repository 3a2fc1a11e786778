package dev.molt.sys;

/**
 * What a process of a behaviour was started with. All processes of one module share one object, and
 * {@link dev.molt.process.ProcessView#startedWith} gives it.
 *
 * @param module the binary name of the class with the callbacks
 *     <p>OTP: {@code proc_lib:translate_initial_call/1}
 */
public record BehaviourCall(Kind kind, String module) {
  /** Which behaviour it is. */
  public enum Kind {
    SERVER,
    SUPERVISOR,
    EVENT_MANAGER,
    /** A process with a loop of its own; it is started with a fun of its own, too. */
    SPECIAL
  }

  @Override
  public String toString() {
    return module + ".init/1";
  }
}
