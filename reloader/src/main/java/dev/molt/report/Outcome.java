package dev.molt.report;

import dev.molt.code.Unkillable;
import java.util.List;

/**
 * How a swap ended.
 *
 * <ul>
 *   <li>{@link Done}: as it was previewed
 *   <li>{@link CalledOff}: threads run old code that cannot be killed; the version before stays
 *       current
 *   <li>{@link Refused}: the code server did not take the new versions; the version before stays
 *       current
 * </ul>
 */
public sealed interface Outcome {
  record Done() implements Outcome {
    @Override
    public String toString() {
      return "done";
    }
  }

  record CalledOff(List<Unkillable> unkillable) implements Outcome {
    @Override
    public String toString() {
      return "called-off";
    }
  }

  record Refused(List<String> errors) implements Outcome {
    @Override
    public String toString() {
      return "refused";
    }
  }
}
