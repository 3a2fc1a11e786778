package dev.molt.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads one value of a settings file as the type of its component. Pure. */
final class ValueReader {
  private final Path base;

  /**
   * @param base what relative paths are relative to
   */
  ValueReader(Path base) {
    this.base = base;
  }

  /** Why a value cannot be what its key needs; the message goes on after the key. */
  static final class Unfit extends Exception {
    private static final long serialVersionUID = 1;

    Unfit(String message) {
      super(message);
    }
  }

  Object read(ConfigValue value, Class<?> type) throws Unfit {
    if (type == Duration.class) return duration(value);
    if (type == boolean.class) {
      if (value.unwrapped() instanceof Boolean flag) return flag;
      throw new Unfit("must be true or false, not " + shown(value));
    }
    if (type == List.class) return strings(value);
    if (type == StartPolicy.class) return start(value);
    if (type == EventsTarget.class) return events(value);
    if (type.isEnum()) return constant(value, type);
    throw new AssertionError("no reader for " + type);
  }

  private static Duration duration(ConfigValue value) throws Unfit {
    var example = "must be a time with its unit, as 250 ms, 5 s or 1 minute, not " + shown(value);
    if (value.valueType() != ConfigValueType.STRING) throw new Unfit(example);
    try {
      var duration = value.atKey("it").getDuration("it");
      if (duration.isNegative()) throw new Unfit("must not be negative, as " + shown(value));
      if (String.valueOf(value.unwrapped()).matches("[\\d.\\s]*")) throw new Unfit(example);
      return duration;
    } catch (ConfigException e) {
      throw new Unfit(example);
    }
  }

  private static List<String> strings(ConfigValue value) throws Unfit {
    if (value.unwrapped() instanceof List<?> list
        && list.stream().allMatch(element -> element instanceof String))
      return list.stream().map(String.class::cast).toList();
    throw new Unfit("must be a list of strings, as [\"a\", \"b\"], not " + shown(value));
  }

  private static StartPolicy start(ConfigValue value) throws Unfit {
    if (value.unwrapped() instanceof List<?>) return new StartPolicy.These(strings(value));
    return switch (String.valueOf(value.unwrapped())) {
      case "auto" -> new StartPolicy.Auto();
      case "none" -> new StartPolicy.Nothing();
      default -> throw new Unfit("must be auto, none or a list of modules, not " + shown(value));
    };
  }

  private EventsTarget events(ConfigValue value) throws Unfit {
    if (value.unwrapped() instanceof String text && !text.isBlank())
      return text.equals("none") ? new EventsTarget.Nowhere() : EventsTarget.parse(text, base);
    throw new Unfit("must be none, \"-\" or the path of a file, not " + shown(value));
  }

  private static Object constant(ConfigValue value, Class<?> type) throws Unfit {
    List<String> words = new ArrayList<>();
    for (var constant : type.getEnumConstants()) {
      var word = constant.toString().toLowerCase(Locale.ROOT).replace('_', '-');
      if (word.equals(value.unwrapped())) return constant;
      words.add(word);
    }
    throw new Unfit("must be " + String.join(" or ", words) + ", not " + shown(value));
  }

  private static String shown(ConfigValue value) {
    return value.render(ConfigRenderOptions.concise());
  }
}
