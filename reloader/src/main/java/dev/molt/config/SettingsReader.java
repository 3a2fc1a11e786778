package dev.molt.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a parsed file into records, by their components, and collects every mistake on the way.
 *
 * <p>One thread; for one file.
 */
final class SettingsReader {
  private record Found(int line, ConfigFault fault) {}

  private final Path file;
  private final ValueReader values;
  private final List<Found> faults = new ArrayList<>();

  SettingsReader(Path file) {
    this.file = file;
    this.values = new ValueReader(file.resolveSibling(""));
  }

  /** In the order of the file. */
  List<ConfigFault> faults() {
    return faults.stream().sorted(Comparator.comparingInt(Found::line)).map(Found::fault).toList();
  }

  /** Every key that there is, as a full path. */
  static List<String> keys(Class<? extends Record> type) {
    List<String> keys = new ArrayList<>();
    names("", type, keys, new ArrayList<>());
    return keys;
  }

  private static void names(String prefix, Class<?> type, List<String> keys, List<String> groups) {
    for (var component : type.getRecordComponents()) {
      var path = prefix + key(component);
      if (component.getType().isRecord()) {
        groups.add(path);
        names(path + ".", component.getType(), keys, groups);
      } else {
        keys.add(path);
      }
    }
  }

  /**
   * @param defaults what holds for the keys that the object does not have, and for faulty ones
   */
  MoltConfig read(ConfigObject object, MoltConfig defaults) {
    return MoltConfig.class.cast(record("", object, defaults));
  }

  private Object record(String prefix, ConfigObject object, Record defaults) {
    var type = defaults.getClass();
    Map<String, RecordComponent> known = new HashMap<>();
    for (var component : type.getRecordComponents()) known.put(key(component), component);
    object.forEach(
        (key, value) -> {
          if (!known.containsKey(key)) unknown(prefix + key, value);
        });
    var read =
        Arrays.stream(type.getRecordComponents())
            .map(component -> component(prefix, object, component, defaults))
            .toArray();
    return made(prefix, object, defaults, read);
  }

  private void unknown(String path, ConfigValue value) {
    List<String> names = new ArrayList<>();
    names("", MoltConfig.class, names, names);
    fault(
        value.origin(),
        "there is no '" + path + "'; did you mean '" + NearestKey.of(names, path) + "'?");
  }

  private Object component(
      String prefix, ConfigObject object, RecordComponent component, Record defaults) {
    var fallback = valueOf(component, defaults);
    var value = object.get(key(component));
    if (value == null) return fallback;
    var path = prefix + key(component);
    try {
      if (fallback instanceof Record group && component.getType().isRecord()) {
        if (value instanceof ConfigObject inner) return record(path + ".", inner, group);
        throw new ValueReader.Unfit("is a group, with keys of its own: " + path + " { ... }");
      }
      return values.read(value, component.getType());
    } catch (ValueReader.Unfit e) {
      fault(value.origin(), "'" + path + "' " + e.getMessage());
      return fallback;
    }
  }

  private Object made(String prefix, ConfigObject object, Record defaults, Object[] values) {
    var type = defaults.getClass();
    try {
      var types =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof MoltConfig.Wrong wrong)) throw new AssertionError(e);
      var key = kebab(wrong.component());
      var value = object.get(key);
      fault(
          value == null ? object.origin() : value.origin(),
          "'" + prefix + key + "' " + wrong.getMessage());
      return defaults;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Object valueOf(RecordComponent component, Record of) {
    try {
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static String key(RecordComponent component) {
    return kebab(component.getName());
  }

  static String kebab(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  private void fault(ConfigOrigin origin, String what) {
    faults.add(new Found(origin.lineNumber(), new ConfigFault(where(file, origin), what)));
  }

  /** An included file has a name of its own. */
  static String where(Path file, ConfigOrigin origin) {
    var name = origin.filename();
    var of = name == null || Path.of(name).equals(file.toAbsolutePath()) ? file.toString() : name;
    return origin.lineNumber() < 0 ? of : of + ":" + origin.lineNumber();
  }
}
