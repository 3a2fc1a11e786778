package dev.molt.conformance.script;

import java.util.List;
import java.util.Optional;

/**
 * The first line in which a trace is not the expected one.
 *
 * @param expected empty if there should be no such line
 * @param actual empty if there is no such line
 */
public record Difference(String expected, String actual) {
  public static Optional<Difference> first(List<String> expected, List<String> actual) {
    for (var i = 0; i < Math.max(expected.size(), actual.size()); i++) {
      var wanted = i < expected.size() ? expected.get(i) : "";
      var got = i < actual.size() ? actual.get(i) : "";
      if (!wanted.equals(got)) return Optional.of(new Difference(wanted, got));
    }
    return Optional.empty();
  }
}
