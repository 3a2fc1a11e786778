package dev.molt.compile;

import java.util.Set;

/** Whether a text says a name: as a word of its own, in code, comments or strings alike. */
final class Mention {
  private Mention() {}

  static boolean isIn(String text, Set<String> names) {
    int at = 0;
    while (at < text.length()) {
      if (!Character.isJavaIdentifierPart(text.charAt(at))) {
        at++;
        continue;
      }
      var start = at;
      while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) at++;
      if (names.contains(text.substring(start, at))) return true;
    }
    return false;
  }
}
