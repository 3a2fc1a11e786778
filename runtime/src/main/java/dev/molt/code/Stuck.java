package dev.molt.code;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a process that does not rest in the runtime could not be ended where it is, as long as it
 * stays there; told from its stack. Pure.
 *
 * <ul>
 *   <li>{@link #INITIALISES}: a throw would spoil the class for everybody
 *   <li>{@link #NATIVE}: no poll and no interrupt reaches native code
 * </ul>
 */
enum Stuck {
  INITIALISES("initialises a class"),
  NATIVE("is in native code");

  /** Native methods in which the JDK waits: an interrupt ends them, or closing a socket does. */
  private static final Set<String> WAITS =
      Set.of(
          "java.lang.Object.wait0",
          "java.lang.Thread.sleepNanos0",
          "java.lang.Thread.sleep0",
          "java.lang.Thread.yield0",
          "java.lang.VirtualThread.yieldContinuation",
          "jdk.internal.misc.Unsafe.park",
          "jdk.internal.vm.Continuation.doYield",
          "sun.nio.ch.Net.poll");

  private final String why;

  Stuck(String why) {
    this.why = why;
  }

  /** For a person, as the end of a sentence. */
  String why() {
    return why;
  }

  /**
   * @param trace innermost frame first
   * @return null if it could be ended
   */
  static @Nullable Stuck of(StackTraceElement[] trace) {
    if (trace.length == 0) return null;
    for (var frame : trace) {
      if (frame.getMethodName().equals("<clinit>")) return INITIALISES;
    }
    var top = trace[0];
    var waits = WAITS.contains(top.getClassName() + "." + top.getMethodName());
    return top.isNativeMethod() && !waits ? NATIVE : null;
  }
}
