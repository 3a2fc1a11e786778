package dev.molt.code;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.molt.process.ProcessView;
import dev.molt.term.Pid;
import java.lang.management.ManagementFactory;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What the stacks of processes show, asked only where it can have changed.
 *
 * <p>A process with no module below it is known without a look. One that rests in the runtime is
 * looked at once: as long as its moves are the same number, and even, so is its stack. Any other
 * may leave and enter code unseen, so it is looked at each time.
 *
 * <p>Any thread.
 */
final class Verdicts {
  /** The VM's default; for a VM that does not say. */
  private static final int USUAL_CUT = 1024;

  /** Equal looks are one object: a hundred thousand processes rest in a handful of places. */
  private record Memory(ConcurrentMap<Pid, Kept> kept, ConcurrentMap<StackLook, StackLook> looks) {
    Memory() {
      this(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }
  }

  private record Kept(long moves, StackLook look) {}

  private volatile Memory memory = new Memory();

  /** Who begins a sweep of all processes; what it does not look at is forgotten at its end. */
  final class Generation {
    private final Memory next = new Memory();

    StackLook look(ProcessView process) {
      return Verdicts.look(process, memory, next);
    }

    void end() {
      memory = next;
    }
  }

  Generation begin() {
    return new Generation();
  }

  /** Of one process. */
  StackLook look(ProcessView process) {
    var now = memory;
    return look(process, now, now);
  }

  private static StackLook look(ProcessView process, Memory known, Memory next) {
    if (!process.inModule()) return StackLook.empty();
    var pid = process.pid();
    var before = process.moves();
    var rests = before % 2 == 0;
    var kept = known.kept.get(pid);
    if (kept != null && rests && kept.moves == before) {
      if (next != known) next.kept.put(pid, kept);
      return kept.look;
    }
    var frames = process.frames();
    if (!rests || process.moves() != before) return StackLook.of(frames, Cut.FRAMES);
    var look = StackLook.of(frames, 0);
    var shared = next.looks.putIfAbsent(look, look);
    var one = shared == null ? look : shared;
    next.kept.put(pid, new Kept(before, one));
    return one;
  }

  /** How many processes are remembered. */
  int size() {
    return memory.kept.size();
  }

  /** Asked of the VM at the first look at a running process. */
  private static final class Cut {
    static final int FRAMES = frames();

    private static int frames() {
      var vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      if (vm == null) return USUAL_CUT;
      try {
        return Integer.parseInt(vm.getVMOption("MaxJavaStackTraceDepth").getValue());
      } catch (IllegalArgumentException unknownOption) {
        return USUAL_CUT;
      }
    }
  }
}
