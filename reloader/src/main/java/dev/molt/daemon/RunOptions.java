package dev.molt.daemon;

import dev.molt.config.MoltConfig;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code molt run} was asked to do. What the command line said is already in the config.
 *
 * @param directory the watched directory; exists
 * @param configFile where the config comes from; empty for the defaults
 */
public record RunOptions(Path directory, MoltConfig config, Optional<Path> configFile) {}
