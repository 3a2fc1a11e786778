package dev.molt.weave;

import java.lang.classfile.ClassFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the class that declares a member, as the JVM would resolve it (JVMS 5.4.3.2, 5.4.3.3),
 * among the classes of modules.
 */
final class Members {
  /**
   * Where a member is declared.
   *
   * <ul>
   *   <li>{@link In}: by this class of a module, with these access flags
   *   <li>{@link Outside}: by no class of a module; so by one that is no module code, or by none
   *   <li>{@link NotKnown}: a class file that had to be seen is not known
   * </ul>
   */
  sealed interface Found {
    record In(String declaringClass, int flags) implements Found {}

    record Outside() implements Found {}

    record NotKnown() implements Found {}
  }

  private static final Found OUTSIDE = new Found.Outside();
  private static final Found NOT_KNOWN = new Found.NotKnown();

  private final ModuleNames names;

  /** What is already parsed; empty: the class file is not known. Any thread. */
  private final Map<String, Optional<ClassShape>> shapes = new ConcurrentHashMap<>();

  Members(ModuleNames names) {
    this.names = names;
  }

  /** Makes known a class that is being woven. */
  void learn(ClassShape shape) {
    shapes.put(shape.name(), Optional.of(shape));
  }

  @Nullable String moduleOf(String internalName) {
    return internalName.startsWith("[") ? null : names.moduleOf(internalName);
  }

  /** The shape of a module's class; null if its file is not known. */
  @Nullable ClassShape shape(String internalName) {
    return shapes.computeIfAbsent(internalName, this::parse).orElse(null);
  }

  private Optional<ClassShape> parse(String internalName) {
    var bytes = names.classFileOf(internalName);
    return bytes == null
        ? Optional.empty()
        : Optional.of(ClassShape.of(ClassFile.of().parse(bytes)));
  }

  Found method(String owner, String name, String descriptor) {
    var key = name + descriptor;
    var line = line(owner);
    for (var shape : line.shapes()) {
      var flags = shape.methods().get(key);
      if (flags != null) return new Found.In(shape.name(), flags);
    }
    if (!line.complete()) return NOT_KNOWN;
    Set<String> seen = new HashSet<>();
    for (var shape : line.shapes()) {
      for (var parent : shape.interfaces()) {
        var found = anywhere(parent, key, ClassShape::methods, seen);
        if (found != OUTSIDE) return found;
      }
    }
    return OUTSIDE;
  }

  Found field(String owner, String name, String descriptor) {
    return anywhere(owner, name + descriptor, ClassShape::fields, new HashSet<>());
  }

  /**
   * A class and its superclasses, as far up as they are module code.
   *
   * @param complete false if the file of the next one is not known
   */
  record Line(List<ClassShape> shapes, boolean complete) {}

  /** Ends also where a class would meet itself again: files of two versions can disagree. */
  Line line(@Nullable String internalName) {
    List<ClassShape> shapes = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (var name = internalName; name != null && moduleOf(name) != null && seen.add(name); ) {
      var shape = shape(name);
      if (shape == null) return new Line(shapes, false);
      shapes.add(shape);
      name = shape.superName();
    }
    return new Line(shapes, true);
  }

  /** The order of fields: the class, its interfaces, its superclass. Right for interfaces too. */
  private Found anywhere(
      @Nullable String owner,
      String key,
      Function<ClassShape, Map<String, Integer>> members,
      Set<String> seen) {
    if (owner == null || moduleOf(owner) == null || !seen.add(owner)) return OUTSIDE;
    var shape = shape(owner);
    if (shape == null) return NOT_KNOWN;
    var flags = members.apply(shape).get(key);
    if (flags != null) return new Found.In(owner, flags);
    for (var parent : shape.interfaces()) {
      var found = anywhere(parent, key, members, seen);
      if (found != OUTSIDE) return found;
    }
    return anywhere(shape.superName(), key, members, seen);
  }
}
