package dev.molt.compile;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.molt.code.ImageResult;
import dev.molt.code.ModuleImage;
import dev.molt.code.ModuleName;
import dev.molt.source.SourceContent;
import dev.molt.source.SourceFile;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What came out of a source: its last good classes, and what follows from them.
 *
 * @param content what was compiled
 * @param classes every class that came out, by binary name
 * @param modules the modules that it declares
 * @param abis what others can see of them
 * @param uses the modules that it uses, itself left out; names of types that are no modules may be
 *     among them
 */
record CompiledSource(
    SourceContent content,
    Map<String, byte[]> classes,
    ImmutableSortedMap<ModuleName, ModuleImage> modules,
    ImmutableSortedMap<ModuleName, Abi> abis,
    ImmutableSortedSet<String> uses) {

  SourceFile file() {
    return content.file();
  }

  /**
   * Looks at the classes of a source.
   *
   * @param path where the source lies, for the image
   * @param usesInSource what javac saw used
   * @throws BadNameException a type's name is one that cannot be a module's
   */
  static CompiledSource of(
      SourceContent content, Path path, Map<String, byte[]> classes, Set<String> usesInSource)
      throws BadNameException {
    var models = new HashMap<ModuleName, List<ClassModel>>();
    var parts = new TreeMap<ModuleName, TreeMap<String, byte[]>>();
    var uses = new TreeSet<>(usesInSource);
    for (var one : classes.entrySet()) {
      var model = ClassFile.of().parse(one.getValue());
      ClassUses.addTo(uses, model);
      if (one.getKey().endsWith("package-info")) continue;
      var module = ModuleName.ofClass(one.getKey());
      models.computeIfAbsent(module, _ -> new ArrayList<>()).add(model);
      parts.computeIfAbsent(module, _ -> new TreeMap<>()).put(one.getKey(), one.getValue());
    }
    var images = ImmutableSortedMap.<ModuleName, ModuleImage>naturalOrder();
    var abis = ImmutableSortedMap.<ModuleName, Abi>naturalOrder();
    for (var part : parts.entrySet()) {
      images.put(part.getKey(), image(part.getKey(), part.getValue(), path));
      abis.put(part.getKey(), Abi.of(models.getOrDefault(part.getKey(), List.of())));
      uses.remove(part.getKey().binaryName());
    }
    return new CompiledSource(
        content,
        Map.copyOf(classes),
        images.build(),
        abis.build(),
        ImmutableSortedSet.copyOf(uses));
  }

  private static ModuleImage image(ModuleName module, TreeMap<String, byte[]> classes, Path path)
      throws BadNameException {
    return switch (ModuleImage.of(module, classes, path)) {
      case ImageResult.Valid(var image) -> image;
      case ImageResult.Bad(var why) -> throw new BadNameException(why);
    };
  }

  /** A top-level type of a name that would be taken for a nested one. */
  static final class BadNameException extends Exception {
    private static final long serialVersionUID = 1L;

    BadNameException(String why) {
      super(why + " (a '$' in the name of a top-level type?)");
    }
  }
}
