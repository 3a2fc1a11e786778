package dev.molt.control;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a word of a command line means: a Java literal where it looks like one, else itself. {@code
 * 42} is an {@code Integer}, {@code 42L} and what an int cannot hold a {@code Long}, {@code 4.2} a
 * {@code Double}, {@code true} a {@code Boolean}, {@code 'c'} a {@code Character}, {@code "42"} (in
 * quotes that reach us) and everything else a {@code String}, {@code 007} too.
 *
 * <p>Pure.
 */
public final class Literal {
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9]\\d{0,18})[lL]?");
  private static final Pattern DECIMAL =
      Pattern.compile("-?(\\d+\\.\\d*|\\.\\d+|\\d+(?=[eEfFdD]))([eE][+-]?\\d+)?[fFdD]?");

  private Literal() {}

  /** Never fails: what is no literal is a string. */
  public static Object parse(String word) {
    if (word.equals("true")) return true;
    if (word.equals("false")) return false;
    if (WHOLE.matcher(word).matches()) return whole(word);
    if (DECIMAL.matcher(word).matches()) return decimal(word);
    if (word.length() == 3 && word.charAt(0) == '\'' && word.charAt(2) == '\'')
      return word.charAt(1);
    return quoted(word).orElse(word);
  }

  /** What stands between the quotes, if the word is a string literal. */
  static Optional<String> quoted(String word) {
    if (word.length() < 2 || !word.startsWith("\"") || !word.endsWith("\""))
      return Optional.empty();
    try {
      return Optional.of(word.substring(1, word.length() - 1).translateEscapes());
    } catch (IllegalArgumentException e) {
      // A backslash that begins no escape: no literal, then.
      return Optional.empty();
    }
  }

  private static Object whole(String word) {
    var isLong = word.endsWith("L") || word.endsWith("l");
    var digits = isLong ? word.substring(0, word.length() - 1) : word;
    try {
      var value = Long.parseLong(digits);
      if (!isLong && value == (int) value) return (int) value;
      return value;
    } catch (NumberFormatException e) {
      return word;
    }
  }

  private static Object decimal(String word) {
    if (word.endsWith("f") || word.endsWith("F")) return Float.parseFloat(word);
    return Double.parseDouble(word);
  }
}
