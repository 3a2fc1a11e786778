package dev.molt.daemon;

import dev.molt.code.BatchResult;
import dev.molt.code.CodePreview;
import dev.molt.code.CodeServer;
import dev.molt.code.ModuleImage;
import dev.molt.code.ModuleName;
import dev.molt.code.PrepareResult;
import dev.molt.code.Prepared;
import dev.molt.code.ProcessUse;
import dev.molt.code.PurgeOptions;
import dev.molt.code.PurgeResult;
import dev.molt.compile.CompileResult;
import dev.molt.plan.LoadedModules;
import dev.molt.plan.Planner;
import dev.molt.plan.SwapStep;
import dev.molt.report.Difference;
import dev.molt.report.ModulePreview;
import dev.molt.report.Outcome;
import dev.molt.report.ReloadEvent;
import dev.molt.report.Reporter;
import dev.molt.swap.StageClock;
import dev.molt.swap.Swapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One batch that has been compiled, on its way into the running system: first what is new is
 * loaded, then what has no source any more is unloaded. For one thread.
 */
final class Batch {
  private final long id;
  private final List<String> changed;
  private final CodeServer code;
  private final StageClock clock;
  private final Swapper swapper;
  private final Reporter reporter;

  private Batch(long id, List<String> changed, StageClock clock, Maker maker) {
    this.id = id;
    this.changed = changed;
    this.code = maker.code();
    this.clock = clock;
    this.swapper = new Swapper(maker.code(), maker.purge(), clock);
    this.reporter = maker.reporter();
  }

  /** Makes batches for one daemon. */
  record Maker(CodeServer code, PurgeOptions purge, Reporter reporter) {
    /**
     * @param changed the sources that changed, as a person would write their paths
     */
    Batch make(long id, List<String> changed, StageClock clock) {
      return new Batch(id, changed, clock, this);
    }
  }

  void swap(CompileResult.Compiled compiled) {
    var plan =
        Planner.whatToSwap(compiled, LoadedModules.of(code.modules()), Planner.Sameness.CODE);
    if (!plan.images().isEmpty()) load(plan.images());
    var gone = plan.deletes().stream().map(SwapStep.Delete::module).toList();
    if (!gone.isEmpty()) unload(gone);
  }

  private void load(List<ModuleImage> images) {
    switch (swapper.prepare(images)) {
      case PrepareResult.PrepareRefused(var errors) ->
          reporter.tell(
              new ReloadEvent.Rejected(
                  Instant.now(),
                  id,
                  changed,
                  List.of(),
                  errors.stream().map(Sentences::of).toList(),
                  clock.times()));
      case Prepared prepared -> load(prepared);
    }
  }

  private void load(Prepared prepared) {
    var modules = prepared.versions().stream().map(version -> version.module()).toList();
    var before = ModuleSlots.of(code, modules);
    var preview = swapper.preview(modules);
    var told = before.previews(preview, prepared.versions());
    reporter.tell(previewed(told, preview));

    var purged = swapper.purge(modules);
    var outcome =
        switch (purged) {
          case PurgeResult.CalledOff(var threads, _) -> new Outcome.CalledOff(threads);
          case PurgeResult.Purged _ ->
              switch (swapper.load(prepared)) {
                case BatchResult.AllLoaded _ -> new Outcome.Done();
                case BatchResult.Errors(var errors) ->
                    new Outcome.Refused(errors.stream().map(Sentences::of).toList());
              };
        };
    reporter.tell(
        new ReloadEvent.Reload(
            Instant.now(),
            id,
            before.reloads(code, purged.killed()),
            Difference.between(killedBy(preview), purged.killed()),
            clock.times(),
            outcome));
  }

  private void unload(List<ModuleName> modules) {
    var before = ModuleSlots.of(code, modules);
    var preview = swapper.preview(modules);
    reporter.tell(previewed(before.previews(preview, List.of()), preview));
    var result = swapper.unload(modules);
    var outcome =
        switch (result) {
          case Swapper.UnloadResult.Unloaded _ -> new Outcome.Done();
          case Swapper.UnloadResult.CalledOff(var threads, _) -> new Outcome.CalledOff(threads);
        };
    reporter.tell(
        new ReloadEvent.Deleted(
            Instant.now(),
            id,
            before.reloads(code, result.killed()),
            Difference.between(killedByUnload(preview), result.killed()),
            clock.times(),
            outcome));
  }

  private ReloadEvent previewed(List<ModulePreview> modules, CodePreview preview) {
    return new ReloadEvent.Preview(
        Instant.now(),
        id,
        changed,
        modules,
        preview.fallWith(),
        preview.unkillable(),
        clock.times());
  }

  private static List<ProcessUse> killedBy(CodePreview preview) {
    List<ProcessUse> all = new ArrayList<>(preview.fallWith());
    preview.modules().forEach(check -> all.addAll(check.killedNow()));
    return all;
  }

  /** Whoever runs any version of a module that is unloaded dies. */
  private static List<ProcessUse> killedByUnload(CodePreview preview) {
    var all = killedBy(preview);
    preview.modules().forEach(check -> all.addAll(check.onOldCodeAfter()));
    return all;
  }
}
