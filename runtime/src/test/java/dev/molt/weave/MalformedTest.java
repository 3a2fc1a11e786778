package dev.molt.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A file that is no class, or a broken one, is refused in one way only. */
final class MalformedTest {
  private static final int TRIES = 5_000;

  private static final byte[] CLASS =
      Sources.compile(
              """
              public class M {
                static String f(int n) {
                  try { while (n > 0) n--; } catch (RuntimeException e) { return e.getMessage(); }
                  Runnable r = () -> System.out.println(n() + "x");
                  r.run();
                  return switch (n) { case 1 -> "one"; case 2 -> "two"; default -> "" + n; };
                }
                static int n() { return 1; }
              }
              """)
          .get("M");

  private static final Weaver WEAVER = new Weaver(_ -> null);

  @Test
  void what_is_no_class_file_is_refused() {
    assertThatThrownBy(() -> WEAVER.weave("M", new byte[] {1, 2, 3}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CodeDigest.of(new TreeMap<>(Map.of("M", new byte[0]))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_class_file_of_before_java_7_is_refused() {
    var old = CLASS.clone();
    old[7] = 50;

    assertThatThrownBy(() -> WEAVER.weave("M", old))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("class file version 50 is too old to be woven");
  }

  @Test
  void a_broken_class_file_is_refused_or_woven_but_never_anything_else() {
    var random = new Random(1);
    var refused = 0;
    for (var i = 0; i < TRIES; i++) {
      var broken = broken(random);
      if (isRefused(() -> WEAVER.weave("M", broken))) refused++;
      if (isRefused(() -> CodeDigest.of(new TreeMap<>(Map.of("M", broken))))) refused++;
    }
    assertThat(refused).isGreaterThan(TRIES);
  }

  private static byte[] broken(Random random) {
    var broken = CLASS.clone();
    for (var i = 0; i <= random.nextInt(3); i++) {
      broken[8 + random.nextInt(broken.length - 8)] = (byte) random.nextInt();
    }
    return random.nextInt(5) > 0 ? broken : Arrays.copyOf(broken, random.nextInt(broken.length));
  }

  private static boolean isRefused(Runnable reading) {
    try {
      reading.run();
      return false;
    } catch (IllegalArgumentException refused) {
      return true;
    }
  }
}
