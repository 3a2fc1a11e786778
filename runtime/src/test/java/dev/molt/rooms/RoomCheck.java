package dev.molt.rooms;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds a table against class files. It complains of a package that the table does not have, of an
 * import that the table does not allow, of a cycle, and of having seen no classes: a rule that saw
 * nothing has shown nothing.
 */
public final class RoomCheck {
  private final RoomTable table;
  private final SortedSet<String> complaints = new TreeSet<>();
  private final SortedMap<String, SortedSet<String>> seen = new TreeMap<>();

  private RoomCheck(RoomTable table) {
    this.table = table;
  }

  /**
   * Checks every class file below {@code classes}.
   *
   * @return complaints, one sentence each; empty if the house is in order
   */
  public static List<String> complaints(Path classes, RoomTable table) throws IOException {
    var check = new RoomCheck(table);
    var complaints = new ArrayList<>(table.complaints());
    for (var file : classFiles(classes)) check.look(file);
    if (check.seen.isEmpty()) complaints.add("saw no classes below " + classes);
    complaints.addAll(check.complaints);
    Cycle.in(check.seen).ifPresent(cycle -> complaints.add("rooms import in a cycle: " + cycle));
    return complaints;
  }

  private void look(Path file) throws IOException {
    var model = ClassFile.of().parse(file);
    var name = model.thisClass().asInternalName().replace('/', '.');
    var room = room(name);
    if (room == null) {
      complaints.add(name + " is outside of " + table.root());
      return;
    }
    var imports = seen.computeIfAbsent(room, _ -> new TreeSet<>());
    var allowed = table.rooms().get(room);
    if (allowed == null) {
      complaints.add("package " + packageName(name) + " is not in the table");
      allowed = new TreeSet<>();
    }
    for (var type : NamedTypes.in(model)) {
      var imported = room(type);
      if (imported == null || imported.equals(room)) continue;
      imports.add(imported);
      if (!allowed.contains(imported)) {
        complaints.add(room + " may not import " + imported + ": " + name + " names " + type);
      }
    }
  }

  /** The room of a class, or null for a class that is not of the house. */
  private @Nullable String room(String className) {
    var inPackage = packageName(className);
    if (inPackage.equals(table.root())) return "";
    var prefix = table.root() + ".";
    return inPackage.startsWith(prefix) ? inPackage.substring(prefix.length()) : null;
  }

  private static String packageName(String className) {
    var dot = className.lastIndexOf('.');
    return dot < 0 ? "" : className.substring(0, dot);
  }

  private static List<Path> classFiles(Path classes) throws IOException {
    if (!Files.isDirectory(classes)) return List.of();
    try (Stream<Path> files = Files.walk(classes)) {
      return files.filter(RoomCheck::isClass).sorted().toList();
    }
  }

  private static boolean isClass(Path file) {
    var name = file.getFileName().toString();
    return name.endsWith(".class")
        && !name.equals("package-info.class")
        && !name.equals("module-info.class");
  }
}
