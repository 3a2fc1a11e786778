package dev.molt.control;

import java.nio.file.Path;
import java.time.Instant;

/**
 * Who serves a watched directory.
 *
 * @param directory the watched directory's real path
 * @param socket where it listens
 */
public record RunningDaemon(long pid, Instant since, Path directory, Path socket) {}
