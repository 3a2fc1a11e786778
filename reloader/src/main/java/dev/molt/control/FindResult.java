package dev.molt.control;

import java.util.List;

/**
 * Which daemon a command means.
 *
 * <ul>
 *   <li>{@link Found}: it serves the directory in question, or one of its parents
 *   <li>{@link OnlyOne}: none serves that, but there is just one
 *   <li>{@link Several}: none serves that, and there are several
 *   <li>{@link NoneRuns}: this user has no daemon
 * </ul>
 */
public sealed interface FindResult {
  record Found(RunningDaemon daemon) implements FindResult {}

  record OnlyOne(RunningDaemon daemon) implements FindResult {}

  record Several(List<RunningDaemon> daemons) implements FindResult {}

  record NoneRuns() implements FindResult {}
}
