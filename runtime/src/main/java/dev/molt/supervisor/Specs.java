package dev.molt.supervisor;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What can be wrong with child specifications beyond what their types rule out: pure.
 *
 * <p>OTP: {@code supervisor:check_startspec/2}
 */
final class Specs {
  private Specs() {}

  /** The first fault of these specifications of one supervisor, in their order. */
  static Optional<SpecFault> fault(List<ChildSpec> specs, SupervisorFlags flags) {
    if (flags.strategy() == Strategy.SIMPLE_ONE_FOR_ONE && specs.size() != 1) {
      return Optional.of(new SpecFault.NotOneSpec(specs.size()));
    }
    var ids = new HashSet<>();
    for (var spec : specs) {
      var fault = fault(spec, flags.autoShutdown());
      if (fault.isPresent()) return fault;
      if (!ids.add(spec.id())) return Optional.of(new SpecFault.DuplicateChildName(spec.id()));
    }
    return Optional.empty();
  }

  static Optional<SpecFault> fault(ChildSpec spec, AutoShutdown autoShutdown) {
    if (!spec.significant()) return Optional.empty();
    if (autoShutdown == AutoShutdown.NEVER) {
      return Optional.of(new SpecFault.SignificantNeedsAutoShutdown(spec.id()));
    }
    if (spec.restart() == Restart.PERMANENT) {
      return Optional.of(new SpecFault.SignificantIsPermanent(spec.id()));
    }
    return Optional.empty();
  }
}
