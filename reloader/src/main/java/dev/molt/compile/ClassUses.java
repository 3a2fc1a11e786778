package dev.molt.compile;

import dev.molt.code.ModuleName;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.Set;

/**
 * The modules that a class file names, in whatever way: owners of members, descriptors, signatures
 * (those of local variables too), annotations. Rather one too many: any text that looks like a
 * descriptor is taken for one.
 */
final class ClassUses {
  private ClassUses() {}

  static void addTo(Set<String> names, ClassModel model) {
    for (var entry : model.constantPool()) {
      switch (entry) {
        case ClassEntry owner -> {
          var name = owner.asInternalName();
          if (name.startsWith("[")) addDescriptors(names, name);
          else add(names, name);
        }
        case Utf8Entry text -> addDescriptors(names, text.stringValue());
        default -> {}
      }
    }
  }

  /** Every {@code Lpath/Name;} and {@code Lpath/Name<} in a text. */
  private static void addDescriptors(Set<String> names, String text) {
    for (int at = text.indexOf('L'); at >= 0; at = text.indexOf('L', at + 1)) {
      int end = at + 1;
      while (end < text.length() && isPartOfName(text.charAt(end))) end++;
      if (end == at + 1 || end == text.length()) continue;
      if (text.charAt(end) == ';' || text.charAt(end) == '<')
        add(names, text.substring(at + 1, end));
    }
  }

  private static boolean isPartOfName(char c) {
    return c == '/' || Character.isJavaIdentifierPart(c);
  }

  private static void add(Set<String> names, String internalName) {
    if (internalName.startsWith("java/") || internalName.startsWith("/")) return;
    names.add(ModuleName.ofClass(internalName.replace('/', '.')).binaryName());
  }
}
