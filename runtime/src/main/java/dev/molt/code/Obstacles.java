package dev.molt.code;

import dev.molt.process.ProcessStatus;
import dev.molt.process.ProcessView;
import dev.molt.term.Pid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who stands against a purge before its first kill: threads that are no processes, processes that
 * could not be ended where they are, processes whose stack is not told. One purge or preview, one
 * thread.
 *
 * <p>A process is under suspicion only if it could not be ended at the first look, and no longer
 * once it was seen elsewhere: a busy one calls something native now and then.
 */
final class Obstacles {
  private static final int MORE_LOOKS = 3;
  private static final long PAUSE_NANOS = 5_000_000;

  private final ForeignThreads foreign;
  private final boolean foreignCount;
  private @Nullable Set<Pid> suspects;

  /**
   * @param foreignCount whether threads that are no processes stand against it
   */
  Obstacles(ForeignThreads foreign, boolean foreignCount) {
    this.foreign = foreign;
    this.foreignCount = foreignCount;
  }

  /**
   * @param seen who runs the versions, just looked at
   * @param moved whether a thread is known not to be where it was at the last look
   */
  List<Unkillable> among(List<Seen> seen, Set<String> versions, Predicate<Thread> moved) {
    List<Unkillable> found = new ArrayList<>();
    var still = new HashSet<Pid>();
    for (var one : seen) {
      if (one.use() instanceof CodeUse.NotKnown) {
        versions.forEach(version -> found.add(unkillable(one, version, "does not tell its stack")));
        continue;
      }
      if (suspects != null && !suspects.contains(one.pid())) continue;
      var stuck = stuck(one.process(), moved);
      if (stuck == null) continue;
      still.add(one.pid());
      one.frames().keySet().forEach(version -> found.add(unkillable(one, version, stuck.why())));
    }
    suspects = still;
    if (foreignCount) {
      for (var thread : foreign.on(versions)) found.add(thread.because("is no process"));
    }
    return found;
  }

  /** For a preview, which holds nobody: those that are in the way at each of a few looks. */
  List<Unkillable> lasting(Census census, List<Seen> seen, Set<String> versions) {
    var found = among(seen, versions, thread -> false);
    for (var i = 0; i < MORE_LOOKS && suspects != null && !suspects.isEmpty(); i++) {
      LockSupport.parkNanos(PAUSE_NANOS);
      var again = seen.stream().map(one -> census.glance(one.process(), versions)).toList();
      found = among(again, versions, thread -> false);
    }
    return found;
  }

  private static @Nullable Stuck stuck(ProcessView process, Predicate<Thread> moved) {
    var held =
        switch (process.status()) {
          case ProcessStatus.Running() -> true;
          case ProcessStatus.Blocked(var _, var since) -> since == null;
          default -> false;
        };
    if (!held) return null;
    var stuck = Stuck.of(process.frames());
    var thread = process.thread();
    return stuck == Stuck.NATIVE && thread != null && moved.test(thread) ? null : stuck;
  }

  private static Unkillable unkillable(Seen seen, String version, String why) {
    return unkillable(seen.process(), version, why);
  }

  static Unkillable unkillable(ProcessView process, String version, String why) {
    var name = process.name();
    var who = name == null ? process.pid().toString() : process.pid() + " " + name;
    return new Unkillable(who, version, List.of(process.frames()), why);
  }
}
