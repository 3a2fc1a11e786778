package dev.molt.code;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Guesses what a call that found nothing may have meant. Pure. */
final class NearMisses {
  private static final int AT_MOST = 3;

  private NearMisses() {}

  private record Guess(int distance, String text) {}

  /** The module is there: its functions whose name or arity is another. */
  static List<String> functions(
      String module, String function, int arity, Collection<ExportedFunction> exported) {
    var guesses = new ArrayList<Guess>();
    for (var one : exported) {
      var distance = distance(function, one.name());
      if (!isNear(distance, function)) continue;
      var other = one.arity() == arity ? 0 : 1;
      guesses.add(new Guess(2 * distance + other, module + "." + one));
    }
    return best(guesses);
  }

  /** The module is not there: modules with another name. */
  static List<String> modules(String module, Collection<ModuleName> known) {
    var guesses = new ArrayList<Guess>();
    for (var one : known) {
      var distance =
          simple(one.binaryName()).equals(simple(module)) ? 1 : distance(module, one.binaryName());
      if (distance > 0 && isNear(distance, module))
        guesses.add(new Guess(distance, one.toString()));
    }
    return best(guesses);
  }

  private static List<String> best(List<Guess> guesses) {
    return guesses.stream()
        .sorted(Comparator.comparingInt(Guess::distance).thenComparing(Guess::text))
        .map(Guess::text)
        .distinct()
        .limit(AT_MOST)
        .toList();
  }

  private static boolean isNear(int distance, String asked) {
    return distance <= Math.min(3, (asked.length() + 1) / 3);
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** How many letters have to be added, taken away or changed; a different case counts as one. */
  private static int distance(String a, String b) {
    if (a.equals(b)) return 0;
    if (a.toLowerCase(Locale.ROOT).equals(b.toLowerCase(Locale.ROOT))) return 1;
    var row = new int[b.length() + 1];
    for (var j = 0; j <= b.length(); j++) row[j] = j;
    for (var i = 1; i <= a.length(); i++) {
      var diagonal = row[0];
      row[0] = i;
      for (var j = 1; j <= b.length(); j++) {
        var change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
