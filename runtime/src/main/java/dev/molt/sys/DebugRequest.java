package dev.molt.sys;

import org.jspecify.annotations.Nullable;

/**
 * What can be asked of the debug functions of a process.
 *
 * <p>OTP: the argument of the system message {@code {debug, What}}
 */
sealed interface DebugRequest {
  record Trace(boolean on) implements DebugRequest {}

  /** Keep the last {@code events} events. */
  record KeepLog(int events) implements DebugRequest {}

  record DropLog() implements DebugRequest {}

  record GetLog() implements DebugRequest {}

  record PrintLog() implements DebugRequest {}

  record KeepStatistics(boolean on) implements DebugRequest {}

  record GetStatistics() implements DebugRequest {}

  record Install(Object id, DebugFunction function, @Nullable Object state)
      implements DebugRequest {}

  record Remove(Object id) implements DebugRequest {}

  record NoDebug() implements DebugRequest {}
}
