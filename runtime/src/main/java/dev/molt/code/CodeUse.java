package dev.molt.code;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The verdict on one process and some old versions.
 *
 * <ul>
 *   <li>{@link Clean}: no frame of any of them is on its stack; funs and data do not count
 *   <li>{@link RunsOld}: a frame is
 *   <li>{@link NotKnown}: the stack was not told whole, or the process is just at the door: ask
 *       again
 * </ul>
 *
 * <p>OTP: {@code erlang:check_process_code/2}
 */
sealed interface CodeUse {
  record Clean() implements CodeUse {}

  /**
   * @param frames the innermost frame of each of the versions, by the version's name
   */
  record RunsOld(Map<String, StackTraceElement> frames) implements CodeUse {}

  record NotKnown(Why why) implements CodeUse {}

  /** Why a verdict could not be given. */
  enum Why {
    /** The stack is longer than what the VM tells of a running thread. */
    CUT,
    /** At the switch, where it learns whether it may enter. */
    AT_THE_DOOR,
    /** The stack was not told before the deadline. */
    NO_ANSWER
  }

  Clean CLEAN = new Clean();

  static CodeUse of(StackLook look, Set<String> old) {
    var frames = framesOf(look, old);
    var door = look.door();
    if (door != null && frames.containsKey(door.version())) {
      if (!door.held() && frames.size() == 1) return new NotKnown(Why.AT_THE_DOOR);
      if (door.held()) frames.remove(door.version());
    }
    if (!frames.isEmpty()) return new RunsOld(Map.copyOf(frames));
    return look.whole() ? CLEAN : new NotKnown(Why.CUT);
  }

  /** The same, for one who has been asked often enough: at the door counts as inside. */
  static CodeUse ofRestless(StackLook look, Set<String> old) {
    var use = of(look, old);
    if (!(use instanceof NotKnown(Why why)) || why != Why.AT_THE_DOOR) return use;
    return new RunsOld(Map.copyOf(framesOf(look, old)));
  }

  private static Map<String, StackTraceElement> framesOf(StackLook look, Set<String> old) {
    Map<String, StackTraceElement> frames = new HashMap<>();
    look.frames()
        .forEach(
            (version, frame) -> {
              if (old.contains(version)) frames.put(version, frame);
            });
    return frames;
  }
}
