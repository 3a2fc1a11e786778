package dev.molt.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The threads of this JVM that are no processes: an executor's, a timer's, anybody's. They can run
 * module code that was handed to them.
 */
final class ForeignThreads {
  private final VirtualThreads virtual = new VirtualThreads();

  /**
   * One of them on an old version.
   *
   * @param trace innermost frame first
   */
  record Found(Thread thread, String version, StackTraceElement[] trace) {
    Unkillable because(String why) {
      return new Unkillable(thread.getName(), version, List.of(trace), why);
    }
  }

  /** Those that run one of the versions. Any thread. */
  List<Found> on(Set<String> versions) {
    List<Found> found = new ArrayList<>();
    if (versions.isEmpty()) return found;
    Thread.getAllStackTraces().forEach((thread, trace) -> add(found, thread, trace, versions));
    for (var thread : virtual.foreign()) add(found, thread, thread.getStackTrace(), versions);
    return found;
  }

  private static void add(
      List<Found> found, Thread thread, StackTraceElement[] trace, Set<String> versions) {
    var use = CodeUse.ofRestless(StackLook.of(trace, 0), versions);
    if (!(use instanceof CodeUse.RunsOld(var frames))) return;
    frames.keySet().forEach(version -> found.add(new Found(thread, version, trace)));
  }
}
