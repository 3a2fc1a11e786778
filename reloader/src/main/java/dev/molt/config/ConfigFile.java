package dev.molt.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the one settings file that counts, and reads it over the defaults. */
public final class ConfigFile {
  private static final String NAME = "molt.conf";

  private ConfigFile() {}

  /**
   * @param given the file that was asked for, or null: it counts alone, and must exist
   * @param watched the watched directory, whose {@code molt.conf} counts next
   * @param home where Molt is installed, or null where that is not known: its {@code
   *     config/molt.conf} counts last
   */
  public static ConfigResult load(@Nullable Path given, Path watched, @Nullable Path home) {
    if (given != null) return read(given);
    return usual(watched, home)
        .map(ConfigFile::read)
        .orElseGet(() -> new ConfigResult.Loaded(MoltConfig.DEFAULT, Optional.empty()));
  }

  private static Optional<Path> usual(Path watched, @Nullable Path home) {
    var own = watched.resolve(NAME);
    if (Files.exists(own)) return Optional.of(own);
    if (home == null) return Optional.empty();
    return Optional.of(home.resolve("config").resolve(NAME)).filter(Files::exists);
  }

  private static ConfigResult read(Path file) {
    Config config;
    try {
      config =
          ConfigFactory.parseFile(
                  file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false))
              .resolve(ConfigResolveOptions.defaults());
    } catch (ConfigException.IO e) {
      return new ConfigResult.Faulty(
          List.of(new ConfigFault(file.toString(), "cannot be read: " + e.getMessage())));
    } catch (ConfigException e) {
      return new ConfigResult.Faulty(List.of(unreadable(file, e)));
    }
    var reader = new SettingsReader(file);
    var settings = reader.read(config.root(), MoltConfig.DEFAULT);
    if (!reader.faults().isEmpty()) return new ConfigResult.Faulty(reader.faults());
    return new ConfigResult.Loaded(settings, Optional.of(file));
  }

  /** The library's messages begin with the place; it is cut off there and put in ours. */
  private static ConfigFault unreadable(Path file, ConfigException error) {
    var origin = error.origin();
    var message = String.valueOf(error.getMessage());
    if (origin == null) return new ConfigFault(file.toString(), message);
    var place = origin.description() + ": ";
    return new ConfigFault(
        SettingsReader.where(file, origin),
        message.startsWith(place) ? message.substring(place.length()) : message);
  }
}
