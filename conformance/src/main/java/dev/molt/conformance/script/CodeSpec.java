package dev.molt.conformance.script;

import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which code of a module is meant: a version, and perhaps a way in which its on_load function
 * behaves. Two specs are different code; one spec is always identical code.
 *
 * @param text {@code 3} or {@code 3!slow}
 */
public record CodeSpec(String text) implements Comparable<CodeSpec> {
  private static final Pattern FORM = Pattern.compile("[0-9]+(![a-z0-9]+)?");

  public static boolean isOne(String word) {
    return FORM.matcher(word).matches();
  }

  public int version() {
    var mark = text.indexOf('!');
    return Integer.parseInt(mark < 0 ? text : text.substring(0, mark));
  }

  /** How the on_load function behaves; empty if there is none. */
  public Optional<String> mode() {
    var mark = text.indexOf('!');
    return mark < 0 ? Optional.empty() : Optional.of(text.substring(mark + 1));
  }

  /** Every spec that may be meant somewhere in these operations. */
  public static Collection<CodeSpec> in(Collection<String> operations) {
    return operations.stream()
        .flatMap(operation -> Pattern.compile("[ :]").splitAsStream(operation))
        .filter(CodeSpec::isOne)
        .map(CodeSpec::new)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public int compareTo(CodeSpec other) {
    return text.compareTo(other.text);
  }
}
