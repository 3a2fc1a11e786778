package dev.molt.report;

import dev.molt.code.ProcessUse;
import dev.molt.code.Unkillable;
import dev.molt.compile.Diagnostic;
import dev.molt.swap.StageTimes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person or an editor is told.
 *
 * <ul>
 *   <li>{@link Ready}: modules are loaded, processes started, the watcher is on
 *   <li>{@link Preview}: what a swap would do; told before anything is changed
 *   <li>{@link Reload}: what a swap did
 *   <li>{@link Rejected}: the new sources are wrong, or the new classes cannot be loaded; all goes
 *       on as it was
 *   <li>{@link Deleted}: modules whose files are gone were unloaded
 *   <li>{@link Watcher}: the watcher works in another way than before
 *   <li>{@link Stopped}: the last event
 * </ul>
 */
public sealed interface ReloadEvent {
  /** When it was told. */
  Instant at();

  /**
   * @param pid the operating system's number of the daemon
   * @param started the modules whose {@code start()} was called
   * @param failed those whose {@code start()} threw, with the reason
   * @param micros from the start of the JVM
   */
  record Ready(
      Instant at,
      long pid,
      Path directory,
      List<String> modules,
      List<String> started,
      List<String> failed,
      long micros)
      implements ReloadEvent {}

  /**
   * @param id shared with the {@link Reload} or {@link Deleted} that follows
   * @param changed the sources that changed, by their paths below the source root
   * @param fallWith who runs no old code but dies with one who does
   * @param unkillable threads for which the swap would be called off
   * @param micros the times so far
   */
  record Preview(
      Instant at,
      long id,
      List<String> changed,
      List<ModulePreview> modules,
      List<ProcessUse> fallWith,
      List<Unkillable> unkillable,
      StageTimes micros)
      implements ReloadEvent {}

  /** See {@link Outcome} for how it ended. */
  record Reload(
      Instant at,
      long id,
      List<ModuleReload> modules,
      List<Difference> differences,
      StageTimes micros,
      Outcome outcome)
      implements ReloadEvent {}

  /**
   * @param changed the sources that changed, by their paths below the source root
   * @param diagnostics the compiler's; empty if the classes compiled and could not be loaded
   * @param errors why classes that compiled cannot be loaded
   */
  record Rejected(
      Instant at,
      long id,
      List<String> changed,
      List<Diagnostic> diagnostics,
      List<String> errors,
      StageTimes micros)
      implements ReloadEvent {}

  /** As {@link Reload}; {@code to} is null in each module. */
  record Deleted(
      Instant at,
      long id,
      List<ModuleReload> modules,
      List<Difference> differences,
      StageTimes micros,
      Outcome outcome)
      implements ReloadEvent {}

  /**
   * @param state live, polling, rescanning, dead
   * @param why the reason, for all but live
   */
  record Watcher(Instant at, String state, @Nullable String why) implements ReloadEvent {}

  /**
   * @param why who or what asked for it
   */
  record Stopped(Instant at, String why) implements ReloadEvent {}
}
