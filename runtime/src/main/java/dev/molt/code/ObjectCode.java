package dev.molt.code;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compiled code as it was found or handed in: nothing says yet that it is good. {@link
 * ModuleImage#of(ObjectCode)} looks.
 *
 * @param module the module that it is asked for or given as
 * @param classes binary class name to class bytes; the module's type and all that is nested in it.
 *     The arrays belong to the object code: nobody writes to them
 * @param source where it came from, or its source file; null if nobody said
 */
public record ObjectCode(
    ModuleName module, SortedMap<String, byte[]> classes, @Nullable Path source) {
  public ObjectCode {
    classes = Collections.unmodifiableSortedMap(new TreeMap<>(classes));
  }

  public static ObjectCode of(
      ModuleName module, Map<String, byte[]> classes, @Nullable Path source) {
    return new ObjectCode(module, new TreeMap<>(classes), source);
  }
}
