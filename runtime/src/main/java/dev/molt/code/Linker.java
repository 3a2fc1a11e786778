package dev.molt.code;

import dev.molt.weave.Weaver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes versions out of images: weaves, defines, links and verifies them, and runs the static
 * initialisers that only make constants. Nothing is current of it, and what fails leaves no trace.
 * The code server's thread only.
 */
final class Linker {
  /**
   * How the linking of one module ended.
   *
   * <ul>
   *   <li>{@link Linked}: it can become current
   *   <li>{@link Failed}: it cannot; {@code why} is for a person
   * </ul>
   */
  sealed interface Outcome {
    record Linked(ModuleVersion version) implements Outcome {}

    record Failed(ModuleName module, String why) implements Outcome {}
  }

  private final Linkage linkage;

  /** How many versions there have been of each module. */
  private final Map<ModuleName, Integer> numbers = new HashMap<>();

  Linker(Linkage linkage) {
    this.linkage = linkage;
  }

  Outcome link(ModuleImage image) {
    return link(List.of(image)).getFirst();
  }

  /** One outcome an image, in order. Among these modules, types mean each other. */
  List<Outcome> link(List<ModuleImage> images) {
    return LinkBatch.with(
        images,
        () -> {
          var weaver = new Weaver(linkage.names());
          var made = new ArrayList<Outcome>();
          for (var image : images) made.add(make(image, weaver));
          return made.stream().map(Linker::verify).toList();
        });
  }

  private Outcome make(ModuleImage image, Weaver weaver) {
    try {
      var woven = WovenModule.of(image, weaver);
      var number = numbers.merge(image.name(), 1, Integer::sum);
      var version = new ModuleVersion(linkage, image, number, woven);
      LinkBatch.add(version);
      return new Outcome.Linked(version);
    } catch (IllegalArgumentException malformed) {
      return new Outcome.Failed(image.name(), "a class is malformed: " + malformed.getMessage());
    }
  }

  private static Outcome verify(Outcome made) {
    if (!(made instanceof Outcome.Linked(var version))) return made;
    try {
      for (var name : version.classNames()) verify(version.type(name));
      for (var name : version.classNames())
        if (version.isInitialised(name)) Class.forName(name, true, version.loader());
      return made;
    } catch (ExceptionInInitializerError thrown) {
      return new Outcome.Failed(
          version.module(), "a static initialiser failed: " + thrown.getException());
    } catch (LinkageError | ClassNotFoundException broken) {
      return new Outcome.Failed(version.module(), inOneLine(broken.toString()));
    }
  }

  /** The verifier's lines up to that which names the instruction; a dump of the method follows. */
  private static String inOneLine(String text) {
    return text.lines().limit(4).map(String::strip).collect(Collectors.joining(" "));
  }

  /** Defining and resolving a class does not verify its code; asking for its methods does. */
  private static void verify(Class<?> type) {
    var methods = type.getDeclaredMethods().length;
    assert methods >= 0;
  }
}
