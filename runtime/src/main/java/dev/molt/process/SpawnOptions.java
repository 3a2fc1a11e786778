package dev.molt.process;

import org.jspecify.annotations.Nullable;

/**
 * How to start a process.
 *
 * @param linked with a link to the process that starts it, from the first instant; only there
 * @param name registered before its first instruction, or null
 * @param suspended it does nothing before {@code resume}, not even its first instruction
 * @param reportsExits an abnormal {@code exit} of its own makes a crash report, not only a throw;
 *     so with everything that {@link Start} starts
 *     <p>OTP: {@code spawn_opt}; {@code proc_lib} for the last
 */
public record SpawnOptions(
    boolean linked, @Nullable String name, boolean suspended, boolean reportsExits) {
  public static final SpawnOptions DEFAULT = new SpawnOptions(false, null, false, false);
  public static final SpawnOptions LINKED = DEFAULT.link();

  public SpawnOptions link() {
    return new SpawnOptions(true, name, suspended, reportsExits);
  }

  public SpawnOptions named(@Nullable String newName) {
    return new SpawnOptions(linked, newName, suspended, reportsExits);
  }

  public SpawnOptions suspend() {
    return new SpawnOptions(linked, name, true, reportsExits);
  }

  public SpawnOptions reportExits() {
    return new SpawnOptions(linked, name, suspended, true);
  }
}
