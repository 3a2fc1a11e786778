package dev.molt.swap;

import dev.molt.code.BatchResult;
import dev.molt.code.CodePreview;
import dev.molt.code.CodeServer;
import dev.molt.code.KilledProcess;
import dev.molt.code.ModuleImage;
import dev.molt.code.ModuleName;
import dev.molt.code.PrepareResult;
import dev.molt.code.Prepared;
import dev.molt.code.PurgeOptions;
import dev.molt.code.PurgeResult;
import dev.molt.code.Unkillable;
import dev.molt.swap.StageClock.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The steps of one swap, in the order in which they have to be taken. Nothing is let go before the
 * new is held: {@link #prepare} fails where a load could fail by the code itself, and only then is
 * anybody killed. Each step counts its time. For one thread.
 */
public final class Swapper {
  private final CodeServer code;
  private final PurgeOptions purge;
  private final StageClock clock;

  public Swapper(CodeServer code, PurgeOptions purge, StageClock clock) {
    this.code = code;
    this.purge = purge;
    this.clock = clock;
  }

  /** Defines, links and verifies new versions. Nothing that runs can tell. */
  public PrepareResult prepare(List<ModuleImage> images) {
    return clock.in(Stage.PREPARE, () -> code.prepare(images));
  }

  /** Asks who runs what. Changes nothing. */
  public CodePreview preview(Collection<ModuleName> modules) {
    return clock.in(Stage.PREVIEW, () -> code.preview(modules));
  }

  /** Kills whoever runs old versions of these modules and drops those. */
  public PurgeResult purge(Collection<ModuleName> modules) {
    return clock.in(Stage.PURGE, () -> code.purge(modules, purge));
  }

  /** Makes what was prepared current, all at one moment; from then on it is live. */
  public BatchResult load(Prepared prepared) {
    var result = clock.in(Stage.LOAD, () -> code.finish(prepared));
    clock.live();
    return result;
  }

  /**
   * How the unloading of modules ended.
   *
   * <ul>
   *   <li>{@link Unloaded}: nobody runs them, nothing is left of them
   *   <li>{@link CalledOff}: threads run them that cannot be killed; what was current may be old by
   *       now
   * </ul>
   */
  public sealed interface UnloadResult {
    List<KilledProcess> killed();

    record Unloaded(List<KilledProcess> killed) implements UnloadResult {}

    record CalledOff(List<Unkillable> threads, List<KilledProcess> killed)
        implements UnloadResult {}
  }

  /** Purges the old versions, makes the current ones old, and purges those. */
  public UnloadResult unload(Collection<ModuleName> modules) {
    var first = purge(modules);
    List<KilledProcess> killed = new ArrayList<>(first.killed());
    if (first instanceof PurgeResult.CalledOff(var threads, _))
      return new UnloadResult.CalledOff(threads, killed);
    clock.in(Stage.LOAD, () -> modules.stream().map(code::delete).toList());
    clock.live();
    var second = purge(modules);
    killed.addAll(second.killed());
    return switch (second) {
      case PurgeResult.Purged _ -> new UnloadResult.Unloaded(killed);
      case PurgeResult.CalledOff(var threads, _) -> new UnloadResult.CalledOff(threads, killed);
    };
  }
}
