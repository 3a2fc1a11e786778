package dev.molt.sys;

import dev.molt.process.Process;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The call of an installed debug function, which may be module code. */
final class DebugCall {
  private static final Logger LOG = LoggerFactory.getLogger(DebugCall.class);

  private DebugCall() {}

  /** Its next state, or {@link DebugFunction#DONE}, as well if it throws. */
  static @Nullable Object of(
      DebugFunction function, @Nullable Object state, SystemEvent event, @Nullable Object extra) {
    Process.enterModule();
    try {
      return function.on(state, event, extra);
    } catch (Exception thrown) {
      LOG.debug("a debug function of {} threw and is taken out", Process.self(), thrown);
      return DebugFunction.DONE;
    } finally {
      Process.leaveModule();
    }
  }
}
