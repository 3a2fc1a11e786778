package dev.molt.report;

import dev.molt.code.Because;
import dev.molt.code.KilledProcess;
import dev.molt.code.ProcessUse;
import dev.molt.term.Pid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One process for which a swap did not do what its preview said, and why.
 *
 * @param explanation for a person: it moved, ended, or entered old code in between
 */
public record Difference(Pid pid, @Nullable String name, String explanation) {

  /**
   * Compares what was previewed with what was done. Processes start, move and end by themselves
   * between the two, so each difference has one of a few reasons.
   *
   * @param previewed who would be killed
   * @param killed who was killed
   */
  public static List<Difference> between(List<ProcessUse> previewed, List<KilledProcess> killed) {
    Map<Pid, ProcessUse> expected = new LinkedHashMap<>();
    previewed.forEach(use -> expected.put(use.pid(), use));
    Map<Pid, KilledProcess> done = new HashMap<>();
    killed.forEach(one -> done.put(one.pid(), one));

    List<Difference> differences = new ArrayList<>();
    for (var use : expected.values())
      if (!done.containsKey(use.pid()))
        differences.add(new Difference(use.pid(), use.name(), spared(use)));
    for (var one : killed)
      if (!expected.containsKey(one.pid()))
        differences.add(new Difference(one.pid(), one.name(), unforeseen(one)));
    return differences;
  }

  private static String spared(ProcessUse use) {
    return switch (use.because()) {
      case Because.OldCode() -> "left " + use.version() + " or ended by itself meanwhile";
      case Because.LinkOf(var pid) -> "was unlinked from " + pid + " or outlived it meanwhile";
      case Because.Supervisor(var pid) -> "was not ended by its supervisor " + pid;
    };
  }

  private static String unforeseen(KilledProcess one) {
    return switch (one.because()) {
      case Because.OldCode() -> "entered " + one.version() + " meanwhile";
      case Because.LinkOf(var pid) -> "was linked to " + pid + " when that was killed";
      case Because.Supervisor(var pid) -> "was ended by its supervisor " + pid;
    };
  }
}
