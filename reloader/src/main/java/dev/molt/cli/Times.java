package dev.molt.cli;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time of a command line: a whole number and a unit. Pure. */
final class Times implements ITypeConverter<Duration> {
  private static final Pattern TIME = Pattern.compile("([1-9]\\d{0,8})(ms|s|m|h)");

  @Override
  public Duration convert(String value) {
    var match = TIME.matcher(value);
    if (!match.matches())
      throw new TypeConversionException("'" + value + "' is no time; write 500ms, 30s, 2m or 1h");
    var amount = Long.parseLong(match.group(1));
    return switch (match.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }
}
