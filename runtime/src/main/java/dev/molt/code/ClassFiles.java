package dev.molt.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads the object code of modules out of a directory of class files. */
final class ClassFiles {
  private static final String SUFFIX = ".class";

  private ClassFiles() {}

  static boolean isDirectory(Path directory) {
    return Files.isDirectory(directory);
  }

  static boolean exists(Path directory, ModuleName module) {
    return Files.exists(file(directory, module.binaryName()));
  }

  /**
   * The class file of the module's type and of all that it names as nested in it: a nested type's
   * file that an earlier compilation has left behind is not part of it.
   */
  static Optional<ObjectCode> find(Path directory, ModuleName module) {
    var file = file(directory, module.binaryName());
    try {
      var main = Files.readAllBytes(file);
      var classes = new TreeMap<String, byte[]>();
      classes.put(module.binaryName(), main);
      for (var nested : nestMembers(main)) {
        var nestedFile = file(directory, nested);
        if (Files.exists(nestedFile)) classes.put(nested, Files.readAllBytes(nestedFile));
      }
      return Optional.of(new ObjectCode(module, classes, file));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Every top-level type below the directory, by its file's name. */
  static SortedSet<ModuleName> modules(Path directory) {
    if (!Files.isDirectory(directory)) return new TreeSet<>();
    try (Stream<Path> files = Files.walk(directory)) {
      var modules = new TreeSet<ModuleName>();
      files
          .filter(file -> isTopLevel(file.getFileName().toString()))
          .forEach(file -> modules.add(module(directory, file)));
      return modules;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static boolean isTopLevel(String fileName) {
    return fileName.endsWith(SUFFIX)
        && fileName.indexOf('$', 1) < 0
        && !fileName.equals("module-info.class")
        && !fileName.equals("package-info.class");
  }

  private static ModuleName module(Path directory, Path file) {
    var relative = directory.relativize(file).toString();
    var name = relative.substring(0, relative.length() - SUFFIX.length());
    return new ModuleName(name.replace(directory.getFileSystem().getSeparator(), "."));
  }

  private static Path file(Path directory, String binaryName) {
    return directory.resolve(binaryName.replace('.', '/') + SUFFIX);
  }

  /** None if the bytes are no class file: whoever looks at the object code will say so. */
  private static List<String> nestMembers(byte[] main) {
    try {
      return ClassFile.of()
          .parse(main)
          .findAttribute(Attributes.nestMembers())
          .map(nest -> nest.nestMembers().stream().map(ClassFiles::binaryName).toList())
          .orElse(List.of());
    } catch (IllegalArgumentException noClassFile) {
      return List.of();
    }
  }

  private static String binaryName(java.lang.classfile.constantpool.ClassEntry entry) {
    return entry.asInternalName().replace('/', '.');
  }
}
