package dev.molt.plan;

import com.google.common.collect.ImmutableList;
import dev.molt.code.CodeCheck;
import dev.molt.code.CodePreview;
import dev.molt.code.ProcessUse;
import dev.molt.code.Unkillable;
import dev.molt.term.Pid;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A plan and what it would cost, taken before anything is changed.
 *
 * @param plan what would be done
 * @param modules the steps that change something, each with who runs its code
 * @param fallWith those who run no old code but die with one who does
 * @param unkillable threads for which a purge would wait or be called off
 */
public record Preview(
    SwapPlan plan,
    ImmutableList<ModuleCost> modules,
    List<ProcessUse> fallWith,
    List<Unkillable> unkillable) {

  /**
   * @param killedNow killed by this swap
   * @param onOldCodeAfter left on old code by this swap: the next one kills them; for a module that
   *     is deleted they are killed by this one
   */
  public record ModuleCost(
      SwapStep step, List<ProcessUse> killedNow, List<ProcessUse> onOldCodeAfter) {}

  /**
   * Puts a plan and its cost together.
   *
   * @param code the preview of {@link SwapPlan#touched()}
   */
  public static Preview of(SwapPlan plan, CodePreview code) {
    var modules = ImmutableList.<ModuleCost>builder();
    for (var step : plan.steps()) {
      if (step instanceof SwapStep.Skip) continue;
      var check = check(code, step);
      modules.add(
          new ModuleCost(
              step,
              check.map(CodeCheck::killedNow).orElse(List.of()),
              check.map(CodeCheck::onOldCodeAfter).orElse(List.of())));
    }
    return new Preview(plan, modules.build(), code.fallWith(), code.unkillable());
  }

  private static Optional<CodeCheck> check(CodePreview code, SwapStep step) {
    return code.modules().stream()
        .filter(check -> check.module().equals(step.module()))
        .findFirst();
  }

  /** Everybody whom this swap would kill, once each: on old code, deleted, or falling with them. */
  public Set<Pid> victims() {
    var victims = new LinkedHashSet<Pid>();
    for (var cost : modules) {
      cost.killedNow().forEach(use -> victims.add(use.pid()));
      if (cost.step() instanceof SwapStep.Delete)
        cost.onOldCodeAfter().forEach(use -> victims.add(use.pid()));
    }
    fallWith.forEach(use -> victims.add(use.pid()));
    return victims;
  }
}
