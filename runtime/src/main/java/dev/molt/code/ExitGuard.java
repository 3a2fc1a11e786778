package dev.molt.code;

import dev.molt.process.Death;
import dev.molt.process.DeathListener;
import dev.molt.process.ExitEnforcer;
import dev.molt.process.ProcessStatus;
import dev.molt.process.ProcessView;
import dev.molt.process.Processes;
import dev.molt.term.Pid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Ends processes that have been asked to end and do not come to the runtime: a purge's victims, and
 * whoever a link or a supervisor ends while it is busy, in current code too.
 *
 * <ul>
 *   <li>Those that run meet their exit signal at the next poll of any version on their stack: its
 *       switch hunts until they are gone.
 *   <li>Those that wait in the JDK have been woken by the runtime where it knew how; then what they
 *       own is closed, and last they are interrupted, where that harms nobody else.
 * </ul>
 *
 * <p>Called by the one thread that watches the doomed, and by dying processes.
 */
final class ExitGuard implements ExitEnforcer, DeathListener {
  private final Processes processes;
  private final Function<String, @Nullable VersionSwitch> switches;

  // Who is hunted by which switches. A set is used under its map's lock for the key only.
  private final ConcurrentMap<Pid, Set<VersionSwitch>> hunted = new ConcurrentHashMap<>();

  /**
   * @param switches finds the switch of a version that is not purged, by the version's name
   */
  ExitGuard(Processes processes, Function<String, @Nullable VersionSwitch> switches) {
    this.processes = processes;
    this.switches = switches;
  }

  /** From now on this guard ends the doomed of its node. */
  void mount() {
    processes.addDeathListener(this);
    processes.enforcer(this);
  }

  @Override
  public void enforce(ProcessView process, int round) {
    // It rests in the runtime, which has woken it: it only waits for its turn.
    if (process.moves() % 2 == 0) return;
    var trace = process.frames();
    hunt(process.pid(), StackLook.of(trace, 0).frames().keySet());
    if (isOver(process)) {
      release(process.pid());
      return;
    }
    if (!(process.status() instanceof ProcessStatus.Blocked)) return;
    var thread = process.thread();
    if (thread == null) return;
    var closes = round == 0 && processes.closeOwnedOfDoomed(process.pid());
    if (closes || !Interrupts.help(trace, thread.getState())) return;
    processes.interruptDoomed(process.pid());
  }

  private void hunt(Pid pid, Set<String> versions) {
    List<VersionSwitch> armed = new ArrayList<>();
    hunted.compute(
        pid,
        (key, known) -> {
          var all = known == null ? new HashSet<VersionSwitch>() : known;
          for (var version : versions) {
            var found = switches.apply(version);
            if (found == null || !all.add(found)) continue;
            found.hunt();
            armed.add(found);
          }
          return all.isEmpty() ? null : all;
        });
    if (!armed.isEmpty()) VersionSwitch.publish(armed);
  }

  private static boolean isOver(ProcessView process) {
    return process.status() instanceof ProcessStatus.Dead;
  }

  @Override
  public void died(Death death) {
    release(death.pid());
  }

  private void release(Pid pid) {
    var switches = hunted.remove(pid);
    if (switches != null) switches.forEach(VersionSwitch::unhunt);
  }

  /** How many processes are hunted now. */
  int hunting() {
    return hunted.size();
  }
}
