package dev.molt.compile;

import dev.molt.source.SourceContent;
import dev.molt.source.SourceRoot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something of no importance to compile, of the kind that modules are made of. */
final class WarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final Duration LONGEST = Duration.ofSeconds(1);
  private static final int RUNS = 12;

  private static final String TEXT =
      """
      import java.util.ArrayList;
      import java.util.HashMap;
      import java.util.List;
      import java.util.Map;
      import java.util.Optional;
      import java.util.function.Function;
      import java.util.stream.Collectors;

      /** Compiled, and thrown away. */
      public final class MoltWarmUp {
        sealed interface Shape permits Circle, Square {}
        record Circle(double radius) implements Shape {}
        record Square(double side, List<String> names) implements Shape {}
        enum Colour { RED, GREEN { @Override int value() { return 2; } }; int value() { return 1; } }

        static double area(Shape shape) {
          return switch (shape) {
            case Circle(double radius) -> Math.PI * radius * radius;
            case Square(double side, var names) when !names.isEmpty() -> side * side;
            case Square square -> square.side();
          };
        }

        static <T extends Comparable<T>> Optional<T> most(List<? extends T> all) {
          T most = null;
          for (T one : all) if (most == null || one.compareTo(most) > 0) most = one;
          return Optional.ofNullable(most);
        }

        static Map<Colour, List<String>> sorted(List<String> words) {
          Function<String, Colour> colour = word -> word.isEmpty() ? Colour.RED : Colour.GREEN;
          return words.stream().collect(Collectors.groupingBy(colour, HashMap::new,
              Collectors.toCollection(ArrayList::new)));
        }

        static int count(String text, int limit) {
          int count = 0;
          try {
            while (count < limit) count += text.charAt(count) == 'x' ? 2 : 1;
          } catch (IndexOutOfBoundsException e) {
            return -1;
          } finally {
            System.setProperty("count", "count " + count + " of " + limit);
          }
          Runnable later = new Runnable() { @Override public void run() { area(new Circle(limit)); } };
          later.run();
          return count;
        }
      }
      """;

  private final SourceRoot root;

  // Guarded by the compiler's lock.
  private int runs;
  private long spentNanos;

  WarmUp(SourceRoot root) {
    this.root = root;
  }

  static SourceContent content() {
    return SourceContent.of("MoltWarmUp.java", TEXT, Instant.EPOCH);
  }

  /** Compiles it once more; false if it has been compiled often enough, and then does nothing. */
  boolean step(Javac javac) {
    if (runs >= RUNS || spentNanos >= LONGEST.toNanos()) return false;
    var begun = System.nanoTime();
    try {
      var outcome = Batch.compile(javac, root, List.of(content()));
      // Options may be such that it cannot be compiled: then it warms nothing, and harms nobody.
      runs = outcome.failed().isEmpty() ? runs + 1 : RUNS;
    } catch (RuntimeException e) {
      LOG.warn("The compiler could not be warmed up", e);
      runs = RUNS;
    }
    spentNanos += System.nanoTime() - begun;
    return true;
  }
}
