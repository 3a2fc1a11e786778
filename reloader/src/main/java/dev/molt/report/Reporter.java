package dev.molt.report;

/**
 * Takes what happens, in order; called by one thread at a time, must not throw for a full disk or a
 * closed pipe.
 */
@FunctionalInterface
public interface Reporter {
  void tell(ReloadEvent event);
}
