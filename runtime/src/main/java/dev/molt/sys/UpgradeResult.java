package dev.molt.sys;

import dev.molt.code.KilledProcess;
import dev.molt.code.LoadError;
import dev.molt.code.ModuleName;
import dev.molt.code.ModuleVersion;
import dev.molt.code.ProcessUse;
import dev.molt.code.Unkillable;
import dev.molt.term.Pid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an upgrade ended. Only after {@link Upgraded} is the new code current.
 *
 * <ul>
 *   <li>{@link Upgraded}: all is loaded, and all who had to have changed their state
 *   <li>{@link OldProcesses}: these run the old code of a module of it, and were not to be killed;
 *       nothing has changed
 *   <li>{@link CannotKill}: these run old code and cannot be killed; nothing is loaded
 *   <li>{@link NotLoaded}: the code server did not load it; all went on as before
 *   <li>{@link RolledBack}: a process could not change its state; the versions before are current
 *       again, and whoever had changed has the state that it had
 * </ul>
 */
public sealed interface UpgradeResult {
  /**
   * @param changed who has changed its state
   * @param late who was asked and did not answer in time: it changes its state when it comes to
   *     that
   * @param killed who ran old code before the load
   * @param old modules of which somebody runs the code that has just become old
   */
  record Upgraded(
      List<ModuleVersion> versions,
      List<Runner> changed,
      List<Pid> late,
      List<KilledProcess> killed,
      List<ModuleName> old)
      implements UpgradeResult {}

  record OldProcesses(ModuleName module, List<ProcessUse> processes, List<Unkillable> threads)
      implements UpgradeResult {}

  record CannotKill(List<Unkillable> threads, List<KilledProcess> killed)
      implements UpgradeResult {}

  record NotLoaded(List<LoadError> errors, List<KilledProcess> killed) implements UpgradeResult {}

  /**
   * @param runner which process, and which callbacks
   * @param why null: it did not answer in time
   */
  record RolledBack(Runner runner, @Nullable ChangeCodeResult why, List<KilledProcess> killed)
      implements UpgradeResult {}
}
