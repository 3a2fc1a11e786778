package dev.molt.daemon;

import dev.molt.code.CodeServer;
import dev.molt.code.ModuleName;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Which module a person means: its name in full, or without its package where that is enough. */
final class ModuleLookup {
  private static final int AT_MOST = 3;

  private final CodeServer code;

  ModuleLookup(CodeServer code) {
    this.code = code;
  }

  /**
   * How a look-up ends.
   *
   * <ul>
   *   <li>{@link Found}: loaded, or on the path
   *   <li>{@link Unknown}: neither; these come near
   *   <li>{@link Ambiguous}: several packages have one of this name
   * </ul>
   */
  sealed interface Result {}

  record Found(ModuleName module) implements Result {}

  record Unknown(List<String> near) implements Result {}

  record Ambiguous(List<String> candidates) implements Result {}

  Result find(String wanted) {
    var known = new TreeSet<>(code.loaded());
    code.allAvailable().forEach(available -> known.add(available.module()));
    for (var module : known) if (module.binaryName().equals(wanted)) return new Found(module);
    var simple =
        known.stream().filter(module -> simple(module.binaryName()).equals(wanted)).toList();
    return switch (simple.size()) {
      case 0 -> new Unknown(near(wanted, known.stream().map(ModuleName::binaryName).toList()));
      case 1 -> new Found(simple.getFirst());
      default -> new Ambiguous(simple.stream().map(ModuleName::binaryName).toList());
    };
  }

  /** At most three of the names that begin or end like this one, in their order. */
  static List<String> near(String wanted, Collection<String> names) {
    return names.stream().filter(name -> resembles(wanted, name)).sorted().limit(AT_MOST).toList();
  }

  private static boolean resembles(String wanted, String name) {
    var a = simple(wanted).toLowerCase(Locale.ROOT);
    var b = simple(name).toLowerCase(Locale.ROOT);
    if (a.isEmpty() || b.isEmpty()) return false;
    return a.contains(b) || b.contains(a) || shared(a, b) * 2 >= Math.max(a.length(), b.length());
  }

  /** How many letters both have in common at their beginnings and ends. */
  private static int shared(String a, String b) {
    var limit = Math.min(a.length(), b.length());
    var head = 0;
    while (head < limit && a.charAt(head) == b.charAt(head)) head++;
    var tail = 0;
    while (tail < limit - head
        && a.charAt(a.length() - 1 - tail) == b.charAt(b.length() - 1 - tail)) tail++;
    return head + tail;
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
