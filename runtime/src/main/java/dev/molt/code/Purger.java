package dev.molt.code;

import dev.molt.process.Deadline;
import dev.molt.process.Process;
import dev.molt.process.ProcessStatus;
import dev.molt.process.ProcessView;
import dev.molt.process.Processes;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Finds and kills those who run old versions. The code server's thread only. */
final class Purger {
  private final Processes processes;

  Purger(Processes processes) {
    this.processes = processes;
  }

  PurgeResult purge(Collection<ModuleVersion> old, PurgeOptions options) {
    var killed = new ArrayList<KilledProcess>();
    var gone = new ArrayList<CompletableFuture<Boolean>>();
    for (var use : uses(old)) {
      killed.add(
          new KilledProcess(
              use.pid(),
              use.name(),
              use.version(),
              use.frame(),
              use.waitsFor(),
              use.since(),
              use.because()));
      var down = new CompletableFuture<Boolean>();
      gone.add(down);
      processes.watch(use.pid(), message -> down.complete(true));
      processes.exit(use.pid(), ExitReason.KILL);
    }
    gone.forEach(one -> Process.await(one, Deadline.in(options.deadline())));
    old.forEach(version -> version.versionSwitch().poison());
    VersionSwitch.publish(old.stream().map(ModuleVersion::versionSwitch).toList());
    return new PurgeResult.Purged(true, killed);
  }

  SoftPurgeResult softPurge(Collection<ModuleVersion> old) {
    var users = uses(old);
    if (!users.isEmpty()) return new SoftPurgeResult.StillInUse(users, List.of());
    old.forEach(version -> version.versionSwitch().poison());
    VersionSwitch.publish(old.stream().map(ModuleVersion::versionSwitch).toList());
    return new SoftPurgeResult.SoftPurged(true);
  }

  boolean runs(Pid process, ModuleVersion old) {
    return processes.view(process).map(view -> use(view, old) != null).orElse(false);
  }

  CodePreview preview(List<ModuleStatus> modules) {
    var checks =
        modules.stream()
            .map(
                one ->
                    new CodeCheck(
                        one.module(), one.old(), usesOf(one.old()), usesOf(one.current())))
            .toList();
    return new CodePreview(checks, List.of(), List.of());
  }

  private List<ProcessUse> usesOf(@Nullable ModuleVersion version) {
    return version == null ? List.of() : uses(List.of(version));
  }

  private List<ProcessUse> uses(Collection<ModuleVersion> versions) {
    var users = new ArrayList<ProcessUse>();
    processes.forEach(
        view -> {
          for (var version : versions) {
            var use = use(view, version);
            if (use != null) {
              users.add(use);
              return;
            }
          }
        });
    return users;
  }

  private static @Nullable ProcessUse use(ProcessView view, ModuleVersion version) {
    if (!view.inModule() || view.status() instanceof ProcessStatus.Dead) return null;
    for (var frame : view.frames())
      if (version.toString().equals(frame.getClassLoaderName()))
        return new ProcessUse(
            view.pid(),
            view.name(),
            version.toString(),
            frame,
            view.status().toString(),
            Instant.now(),
            new Because.OldCode());
    return null;
  }
}
