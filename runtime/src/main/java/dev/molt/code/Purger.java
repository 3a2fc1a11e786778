package dev.molt.code;

import dev.molt.process.Processes;
import dev.molt.term.Pid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds and kills: who runs which code, and the purge of old versions. It keeps no books; the code
 * server says which version is old, and drops it when a result says that it is purged.
 *
 * <p>Purges are for the code server's thread, one at a time; questions for any thread.
 *
 * <p>OTP: {@code erts_code_purger}
 */
final class Purger implements AutoCloseable {
  private final Processes processes;
  private final Census census;
  private final ForeignThreads foreign = new ForeignThreads();
  private final ExitGuard guard;

  /**
   * @param switches finds the switch of a version that is not purged, by the version's name
   */
  Purger(Processes processes, Function<String, @Nullable VersionSwitch> switches) {
    this.processes = processes;
    this.census = new Census(processes);
    this.guard = new ExitGuard(processes, switches);
    guard.mount();
  }

  /**
   * How a hard purge of some versions ended.
   *
   * @param gone those that nobody can enter any more: all of them, or if it was called off after
   *     the first kill those whose users were all killed
   */
  record Purged(PurgeResult result, List<ModuleVersion> gone) {}

  /**
   * Kills who runs one of these, in one sweep for all. They are meant to be loaded together: if one
   * cannot be purged, and that is known before the first kill, nobody is killed.
   */
  Purged purge(Collection<ModuleVersion> old, PurgeOptions options) {
    return new HardPurge(processes, census, foreign, old, options).run();
  }

  /** Purges the version if nobody runs it. */
  SoftPurgeResult softPurge(ModuleVersion old, PurgeOptions options) {
    return new SoftPurge(processes, census, foreign, old, options).run();
  }

  /** Whether a process runs a version, or may; false for one that is dead. */
  boolean runs(Pid pid, ModuleVersion version) {
    return processes
        .view(pid)
        .map(process -> census.look(process, Set.of(version.toString())))
        .map(seen -> !(seen.use() instanceof CodeUse.Clean))
        .orElse(false);
  }

  /** Who runs the versions of a module now. */
  CodeCheck check(ModuleStatus slots) {
    return check(slots, census.take(names(slots)));
  }

  /** The same for several modules in one sweep, and what a purge of their old versions meets. */
  CodePreview preview(List<ModuleStatus> modules) {
    var names = new HashSet<String>();
    var oldNames = new HashSet<String>();
    for (var slots : modules) {
      names.addAll(names(slots));
      if (slots.old() != null) oldNames.add(slots.old().toString());
    }
    var seen = census.take(names);
    var checks = modules.stream().map(slots -> check(slots, seen)).toList();
    var onOld = seen.stream().filter(one -> inTheWay(one, oldNames)).toList();
    var unkillable = new Obstacles(foreign, true).lasting(census, onOld, oldNames);
    return new CodePreview(checks, unkillable, falling(checks));
  }

  private static Set<String> names(ModuleStatus slots) {
    var names = new HashSet<String>();
    if (slots.current() != null) names.add(slots.current().toString());
    if (slots.old() != null) names.add(slots.old().toString());
    return names;
  }

  private static boolean inTheWay(Seen seen, Set<String> old) {
    return seen.use() instanceof CodeUse.NotKnown || old.stream().anyMatch(seen::runs);
  }

  private static CodeCheck check(ModuleStatus slots, List<Seen> seen) {
    List<ProcessUse> now = new ArrayList<>();
    List<ProcessUse> after = new ArrayList<>();
    for (var one : seen) {
      if (slots.old() != null && one.runs(slots.old().toString())) {
        now.add(one.on(slots.old().toString()));
      } else if (slots.current() != null && one.runs(slots.current().toString())) {
        after.add(one.on(slots.current().toString()));
      }
    }
    return new CodeCheck(slots.module(), slots.old(), List.copyOf(now), List.copyOf(after));
  }

  private List<ProcessUse> falling(List<CodeCheck> checks) {
    Map<Pid, ProcessUse> victims = new LinkedHashMap<>();
    for (var check : checks) check.killedNow().forEach(use -> victims.putIfAbsent(use.pid(), use));
    List<ProcessUse> falling = new ArrayList<>();
    for (var fall : Falls.of(victims.keySet(), new ProcessLinks(processes))) {
      var root = victims.get(fall.root());
      if (root == null) continue;
      var because = new Because.LinkOf(fall.with());
      processes
          .view(fall.pid())
          .map(process -> Seen.describe(process, root.version(), null, because))
          .ifPresent(falling::add);
    }
    return List.copyOf(falling);
  }

  @Override
  public void close() {
    census.close();
  }
}
