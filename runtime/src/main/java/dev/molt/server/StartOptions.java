package dev.molt.server;

import dev.molt.sys.Debug;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to start a server.
 *
 * @param timeout how long {@code init} may take before it is killed; null: as long as it takes
 * @param hibernateAfter idle time after which it hibernates; null: never
 * @param debug the debug functions that it starts with
 *     <p>OTP: {@code gen_server:start_opt()}
 */
public record StartOptions(
    @Nullable Duration timeout, @Nullable Duration hibernateAfter, Debug debug) {
  public static final StartOptions DEFAULT = new StartOptions(null, null, Debug.NONE);

  public StartOptions timeout(Duration time) {
    return new StartOptions(time, hibernateAfter, debug);
  }

  public StartOptions hibernateAfter(Duration idle) {
    return new StartOptions(timeout, idle, debug);
  }

  public StartOptions debug(Debug functions) {
    return new StartOptions(timeout, hibernateAfter, functions);
  }
}
