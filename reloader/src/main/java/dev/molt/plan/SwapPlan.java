package dev.molt.plan;

import com.google.common.collect.ImmutableList;
import dev.molt.code.ModuleImage;
import dev.molt.code.ModuleName;
import java.util.Collection;
import java.util.List;

/**
 * What is swapped in one batch, each module once, in the order of their names: the same changes
 * give the same plan.
 */
public record SwapPlan(ImmutableList<SwapStep> steps) {
  public List<SwapStep.Load> loads() {
    return steps.stream()
        .filter(SwapStep.Load.class::isInstance)
        .map(SwapStep.Load.class::cast)
        .toList();
  }

  public List<SwapStep.Delete> deletes() {
    return steps.stream()
        .filter(SwapStep.Delete.class::isInstance)
        .map(SwapStep.Delete.class::cast)
        .toList();
  }

  public List<SwapStep.Skip> skips() {
    return steps.stream()
        .filter(SwapStep.Skip.class::isInstance)
        .map(SwapStep.Skip.class::cast)
        .toList();
  }

  /** The images to be loaded. */
  public List<ModuleImage> images() {
    return loads().stream().map(SwapStep.Load::image).toList();
  }

  /** The modules in which something changes: those whose old code is purged. */
  public List<ModuleName> touched() {
    return steps.stream()
        .filter(step -> !(step instanceof SwapStep.Skip))
        .map(SwapStep::module)
        .toList();
  }

  /** Whether nothing would change. */
  public boolean isEmpty() {
    return touched().isEmpty();
  }

  /** The modules of a plan as names, for a person. */
  static String names(Collection<ModuleName> modules) {
    return String.join(", ", modules.stream().map(ModuleName::toString).toList());
  }

  @Override
  public String toString() {
    return isEmpty() ? "nothing" : names(touched());
  }
}
