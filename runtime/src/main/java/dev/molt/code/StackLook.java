package dev.molt.code;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one stack says of the versions on it. Pure: it is made of frames and holds values only.
 *
 * @param frames the innermost frame of each version that the stack shows, by the name of its loader
 * @param whole whether the stack was seen down to its bottom
 * @param door set if the thread is at a switch and shows just one frame of that switch's version
 */
record StackLook(Map<String, StackTraceElement> frames, boolean whole, @Nullable Door door) {
  static final String LOCAL_FUN = "dev.molt.code.LocalFun";
  private static final String SWITCH = VersionSwitch.class.getName();
  private static final String GATE = Gate.class.getName();

  private static final StackLook EMPTY = new StackLook(Map.of(), true, null);

  /**
   * A thread at the switch of a version, with no frame of it but the one that asks.
   *
   * @param held whether it stands at the gate, that is, has not entered
   */
  record Door(String version, boolean held) {}

  /** Of a process that has no frame of any module: nothing to look at. */
  static StackLook empty() {
    return EMPTY;
  }

  /**
   * @param trace innermost frame first
   * @param cut how many frames the VM tells at most of a running thread; 0 if it tells all
   */
  static StackLook of(StackTraceElement[] trace, int cut) {
    var whole = cut == 0 || trace.length != cut;
    var top = nextVersionFrame(trace, 0);
    if (top < 0) return whole ? EMPTY : new StackLook(Map.of(), false, null);
    Map<String, StackTraceElement> innermost = new HashMap<>(4);
    var asking = loader(trace[top]);
    var sole = true;
    for (var i = top; i >= 0; i = nextVersionFrame(trace, i + 1)) {
      innermost.putIfAbsent(loader(trace[i]), trace[i]);
      if (i > top && loader(trace[i]).equals(asking)) sole = false;
    }
    var atSwitch = top > 0 && trace[top - 1].getClassName().equals(SWITCH);
    var door = atSwitch && sole ? new Door(asking, isHeld(trace, top)) : null;
    return new StackLook(Map.copyOf(innermost), whole, door);
  }

  private static int nextVersionFrame(StackTraceElement[] trace, int from) {
    for (var i = from; i < trace.length; i++) {
      if (loader(trace[i]).indexOf('@') > 0) return i;
    }
    return -1;
  }

  /** Only loaders of versions have a name with an '@'. */
  private static String loader(StackTraceElement frame) {
    var name = frame.getClassLoaderName();
    return name == null ? "" : name;
  }

  private static boolean isHeld(StackTraceElement[] trace, int top) {
    for (var i = top - 1; i >= 0; i--) {
      var inGate = trace[i].getClassName().equals(GATE);
      if (inGate && trace[i].getMethodName().equals("hold")) return true;
    }
    return false;
  }
}
