package dev.molt.supervisor;

/**
 * What is wrong with a supervisor's child specifications: the module's fault.
 *
 * <p>OTP: the {@code Error} of {@code supervisor:check_childspecs/2}
 */
public sealed interface SpecFault {

  /** Two children of one id. OTP: {@code {duplicate_child_name, Id}}. */
  record DuplicateChildName(Object id) implements SpecFault {}

  /** A significant child, in a supervisor that never ends by itself. */
  record SignificantNeedsAutoShutdown(Object id) implements SpecFault {}

  /** A significant child that is always restarted. */
  record SignificantIsPermanent(Object id) implements SpecFault {}

  /** Not exactly one specification, under a simple_one_for_one supervisor. */
  record NotOneSpec(int specs) implements SpecFault {}
}
