package dev.molt.sys;

import dev.molt.process.BadArgException;
import dev.molt.process.Deadline;
import dev.molt.process.Fun;
import dev.molt.process.Processes;
import dev.molt.process.SpawnOptions;
import dev.molt.process.Start;
import dev.molt.process.StartResult;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The start of a behaviour's process, under a name if it is given one. Any thread.
 *
 * <p>OTP: {@code gen:start/6}
 */
public final class NamedStart {
  private NamedStart() {}

  /**
   * Starts the body and waits until it is ready.
   *
   * @param timeout when it is killed if it is not ready; null: never
   * @param linked to the calling process
   */
  public static StartResult start(
      Processes processes,
      @Nullable String name,
      @Nullable Duration timeout,
      boolean linked,
      Fun body) {
    var options = new SpawnOptions(linked, name, false, true);
    var until = timeout == null ? Deadline.NEVER : Deadline.in(timeout);
    while (true) {
      try {
        return Start.start(processes, options, until, body);
      } catch (BadArgException taken) {
        if (name == null) throw taken;
        var bearer = processes.whereis(name);
        // If it has gone meanwhile, the name is free.
        if (bearer != null) return new StartResult.AlreadyStarted(bearer);
      }
    }
  }
}
