package dev.molt.plan;

import com.google.common.collect.ImmutableList;
import dev.molt.code.ModuleImage;
import dev.molt.code.ModuleName;
import dev.molt.compile.CompileRequest;
import dev.molt.compile.CompileResult;
import dev.molt.watch.ChangeSet;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** Makes plans. */
public final class Planner {
  /** What counts as the same code. */
  public enum Sameness {
    /** The code alone: an edit of comments and lines uses up no version and kills nobody. */
    CODE,
    /** Every byte: a debugger is attached and wants the lines to be right. */
    BYTES
  }

  private Planner() {}

  /** What is compiled because of changes; the compiler finds what depends on them. */
  public static CompileRequest whatToCompile(ChangeSet changes) {
    return CompileRequest.of(changes.contents(), changes.deleted());
  }

  /** What is swapped after a compile. */
  public static SwapPlan whatToSwap(
      CompileResult.Compiled compiled, LoadedModules loaded, Sameness sameness) {
    var steps = new TreeMap<ModuleName, SwapStep>();
    for (var module : compiled.gone())
      steps.put(
          module,
          loaded.image(module).isPresent()
              ? new SwapStep.Delete(module)
              : new SwapStep.Skip(module, SwapStep.Why.NOT_LOADED));
    for (var image : compiled.images()) steps.put(image.name(), load(image, loaded, sameness));
    return new SwapPlan(ImmutableList.copyOf(steps.values()));
  }

  private static SwapStep load(ModuleImage image, LoadedModules loaded, Sameness sameness) {
    var current = loaded.image(image.name());
    if (current.isPresent() && isSame(current.get(), image, sameness))
      return new SwapStep.Skip(image.name(), SwapStep.Why.IDENTICAL);
    return new SwapStep.Load(image, current.isEmpty());
  }

  private static boolean isSame(ModuleImage one, ModuleImage other, Sameness sameness) {
    return switch (sameness) {
      case CODE -> one.digest().equals(other.digest());
      case BYTES ->
          List.copyOf(one.classes().keySet()).equals(List.copyOf(other.classes().keySet()))
              && one.classes().entrySet().stream()
                  .allMatch(
                      part -> Arrays.equals(part.getValue(), other.classes().get(part.getKey())));
    };
  }
}
