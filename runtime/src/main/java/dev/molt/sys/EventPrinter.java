package dev.molt.sys;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * How a kind of process writes its events for a reader. Runs in the process that tells the event.
 *
 * <p>OTP: {@code FormFunc} of {@code sys:handle_debug/4}
 */
@FunctionalInterface
public interface EventPrinter {
  /**
   * Writes one event.
   *
   * @param extra what the process gave along with the event; a behaviour gives its name
   */
  void print(PrintStream out, SystemEvent event, @Nullable Object extra);
}
