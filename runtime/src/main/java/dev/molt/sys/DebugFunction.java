package dev.molt.sys;

import org.jspecify.annotations.Nullable;

/**
 * A debug function that {@link Sys#install} puts into a process. It is called there with each
 * event. One that throws is taken out.
 *
 * <p>OTP: {@code sys:dbg_fun()}
 */
@FunctionalInterface
public interface DebugFunction {
  /** Returned to be taken out. OTP: {@code done}. */
  Object DONE =
      new Object() {
        @Override
        public String toString() {
          return "done";
        }
      };

  /**
   * Handles one event.
   *
   * @param state what the last call returned, at first what it was installed with
   * @param extra what the process gave along with the event; a behaviour gives its name
   * @return the next state, or {@link #DONE}
   */
  @Nullable Object on(@Nullable Object state, SystemEvent event, @Nullable Object extra)
      throws Exception;
}
