package dev.molt.config;

import java.util.Comparator;
import java.util.List;

/** Which of the keys that exist was probably meant. Pure. */
final class NearestKey {
  private NearestKey() {}

  /**
   * @param keys full paths; not empty
   * @param path the full path that was written
   */
  static String of(List<String> keys, String path) {
    return keys.stream()
        .min(
            Comparator.comparingInt((String key) -> distance(last(key), last(path)))
                .thenComparingInt(key -> distance(key, path))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** How many letters must be put in, taken out or changed. */
  static int distance(String from, String to) {
    var row = new int[to.length() + 1];
    for (var j = 0; j <= to.length(); j++) row[j] = j;
    for (var i = 1; i <= from.length(); i++) {
      var diagonal = row[0];
      row[0] = i;
      for (var j = 1; j <= to.length(); j++) {
        var above = row[j];
        var changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[to.length()];
  }
}
