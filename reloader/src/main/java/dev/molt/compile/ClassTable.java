package dev.molt.compile;

import dev.molt.source.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The last good classes of all sources, by package: what javac sees of the modules that it does not
 * compile just now. Guarded by the compiler's lock.
 */
final class ClassTable {
  /** A class, and the source that it was compiled from. */
  private record Entry(SourceFile owner, ClassUnit unit) {}

  private final Map<String, TreeMap<String, Entry>> packages = new HashMap<>();
  private final Map<SourceFile, Set<String>> names = new HashMap<>();
  private final Set<SourceFile> read = new HashSet<>();

  /** Puts the classes of a source in the place of those that it had. */
  void put(SourceFile owner, Map<String, byte[]> classes) {
    remove(owner);
    classes.forEach(
        (name, bytes) ->
            packages
                .computeIfAbsent(packageOf(name), _ -> new TreeMap<>())
                .put(name, new Entry(owner, new ClassUnit(name, bytes, () -> read.add(owner)))));
    names.put(owner, Set.copyOf(classes.keySet()));
  }

  /** Takes the classes of a source away, but for names that another source has taken over. */
  void remove(SourceFile owner) {
    for (var name : names.getOrDefault(owner, Set.of())) {
      var classes = packages.get(packageOf(name));
      if (classes == null) continue;
      var entry = classes.get(name);
      if (entry != null && entry.owner().equals(owner)) classes.remove(name);
      if (classes.isEmpty()) packages.remove(packageOf(name));
    }
    names.remove(owner);
  }

  /** The classes of a package, those of some sources left out. */
  List<ClassUnit> list(String packageName, Set<SourceFile> hidden) {
    var units = new ArrayList<ClassUnit>();
    for (var entry : packages.getOrDefault(packageName, new TreeMap<>()).values())
      if (!hidden.contains(entry.owner())) units.add(entry.unit());
    return units;
  }

  /** The names of all packages that have a class. */
  Set<String> packageNames() {
    return new HashSet<>(packages.keySet());
  }

  /** The sources whose classes were read since this was last asked. */
  Set<SourceFile> read() {
    var since = Set.copyOf(read);
    read.clear();
    return since;
  }

  private static String packageOf(String binaryName) {
    var dot = binaryName.lastIndexOf('.');
    return dot < 0 ? "" : binaryName.substring(0, dot);
  }
}
