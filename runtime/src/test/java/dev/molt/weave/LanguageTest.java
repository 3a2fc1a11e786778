package dev.molt.weave;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the language offers means the same after weaving. */
final class LanguageTest {
  private static final String OTHER =
      """
      import java.io.*;
      import java.util.function.*;
      public class Other {
        public sealed interface Hue permits Colour {}
        public enum Colour implements Hue { RED, GREEN { String hex() { return "0f0"; } }; String hex() { return "f00"; } }
        public record Pair<A, B>(A first, B second) {
          public Pair { if (first == null) throw new IllegalArgumentException("null"); }
          static <A> Pair<A, A> twice(A a) { return new Pair<>(a, a); }
        }
        public interface Ser extends Supplier<String>, Serializable {}
        public static int square(int x) { return x * x; }
        public static String join(String... parts) { return String.join("+", parts); }
        public static <T extends Comparable<T>> T max(T a, T b) { return a.compareTo(b) > 0 ? a : b; }
        public static void fail() throws IOException { throw new IOException("failed"); }
      }
      """;

  private static final String TOUR =
      """
      import java.io.*;
      import java.util.*;
      import java.util.function.*;
      import java.util.stream.*;
      public class Tour {
        public static String concat() {
          int i = 1; long l = 2; char c = 'c'; Object o = null;
          return "a" + i + l + c + o + 1.5f + 2.5 + true + Other.square(3);
        }
        public static String records() {
          record Local(int x, String y, double[] z) {}
          var p = new Other.Pair<>(1, "two");
          return p + " " + p.hashCode() + p.equals(new Other.Pair<>(1, "two"))
              + Other.Pair.twice(3) + new Local(1, "y", null) + new Local(1, "y", null).equals(new Local(1, "y", null));
        }
        public static String patterns() {
          var out = new StringBuilder();
          for (Object o : new Object[] {1, "s", new Other.Pair<>(new Other.Pair<>(1, 2), 3), 'c', List.of(), null, Other.Colour.GREEN}) {
            out.append(switch (o) {
              case Integer i when i > 5 -> "big";
              case Integer i -> "int" + i;
              case String s -> "string" + s;
              case Other.Pair(Other.Pair(Integer a, Integer b), Integer c) -> "pair" + (a + b + c);
              case Other.Colour colour -> colour.hex();
              case null -> "null";
              default -> o.getClass().getSimpleName().isEmpty() ? "" : "other";
            });
            if (o instanceof Other.Pair<?, ?>(Other.Pair<?, ?>(var a, var b), var c)) out.append(a).append(b).append(c);
          }
          return out.toString();
        }
        enum Op implements IntBinaryOperator {
          ADD { public int applyAsInt(int a, int b) { return a + b; } },
          MUL { public int applyAsInt(int a, int b) { return a * b; } };
        }
        public static String enums() {
          var out = new StringBuilder();
          for (var op : Op.values()) out.append(op).append(op.applyAsInt(3, 4));
          for (var colour : Other.Colour.values()) {
            switch (colour) { case RED: out.append("r"); break; case GREEN: out.append("g"); }
            out.append(switch (colour) { case RED -> 1; case GREEN -> 2; });
            Other.Hue hue = colour;
            out.append(switch (hue) { case Other.Colour.RED -> 3; case Other.Colour.GREEN -> 4; });
          }
          out.append(Other.Colour.valueOf("RED").ordinal()).append(EnumSet.allOf(Op.class)).append(new EnumMap<>(Map.of(Other.Colour.RED, 1)));
          return out.toString();
        }
        public static String strings() {
          var out = "";
          for (var s : List.of("Aa", "BB", "cc", "")) out += switch (s) { case "Aa" -> 1; case "BB" -> 2; case "" -> 3; default -> s.length(); };
          return out;
        }
        public static String lambdas() {
          int base = 10;
          Function<Integer, Function<Integer, Supplier<String>>> f = a -> b -> () -> "" + (a + b + base);
          Supplier<Supplier<int[]>> arrays = () -> () -> new int[] {1};
          IntFunction<int[]> make = int[]::new;
          BiFunction<String, String, Boolean> eq = String::equals;
          Function<String[], String> varargs = Other::join;
          IntUnaryOperator sq = Other::square;
          BinaryOperator<String> max = Other::max;
          return f.apply(1).apply(2).get() + arrays.get().get()[0] + make.apply(3).length + eq.apply("a", "a")
              + varargs.apply(new String[] {"x", "y"}) + sq.andThen(Other::square).applyAsInt(2) + max.apply("a", "b")
              + Stream.of(3, 1, 2).sorted(Comparator.comparing((Integer x) -> -x)).map(String::valueOf).collect(Collectors.joining());
        }
        public static String exceptions() {
          var out = new StringBuilder();
          for (int i = 0; i < 4; i++) {
            try {
              try { if (i == 1) Other.fail(); if (i == 2) throw new IllegalStateException("two"); out.append(i); if (i == 3) continue; }
              finally { out.append("f"); }
            } catch (IOException | IllegalStateException e) { out.append(e.getMessage()); }
          }
          try (var r = new StringReader("x"); var s = new BufferedReader(r)) { out.append(s.readLine()); } catch (IOException e) { out.append("!"); }
          return out.toString();
        }
        public static String serializable() throws Exception {
          int n = 5;
          Other.Ser lambda = () -> "own" + n;
          var out = new ByteArrayOutputStream();
          try (var objects = new ObjectOutputStream(out)) { objects.writeObject(lambda); }
          try (var in = new ObjectInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            return ((Other.Ser) in.readObject()).get();
          }
        }
        private int field = 1;
        class Inner {
          private int own = field + 1;
          class Deep { int sum() { return field + own + Tour.this.field++; } }
        }
        public static String nested() {
          var tour = new Tour();
          var inner = tour.new Inner();
          var anonymous = new Object() { int x = inner.own; int twice() { return x * 2; } };
          class Local extends Inner { Local() { tour.super(); } int own() { return super.own; } }
          return "" + inner.new Deep().sum() + anonymous.twice() + new Local().own() + tour.field;
        }
        static <T> int size(Collection<? extends T> c) { int n = 0; for (T t : c) n++; return n; }
        public static String loops() {
          long n = 0;
          outer: for (int i = 0; i < 10; i++) { for (int j = 0; ; j++) { if (j > i) continue outer; if (i == 7) break outer; n += j; } }
          do { n--; } while (n > 20);
          int[][] grid = new int[3][4]; for (var row : grid) for (var x : row) n += x + 1;
          synchronized (Tour.class) { n++; }
          assert n < 0 : "no";
          return "" + n + size(List.of(1, 2));
        }
        public static String arrays() {
          Other.Colour[] colours = {Other.Colour.RED}; var copy = colours.clone();
          Other.Pair<?, ?>[][] pairs = new Other.Pair<?, ?>[2][2];
          pairs[0] = pairs[1].clone();
          return copy[0] + "" + pairs.length + Arrays.deepToString(pairs);
        }
        public static String interfaces() {
          interface Shape { double area(); default String text() { return helper() + area(); } private String helper() { return "area "; } static Shape unit() { return () -> 1; } }
          return Shape.unit().text();
        }
        public static String earlyConstruction() { return new Early(3).text; }
        static class Sup { String text = "sup"; Sup(int n) { text += n; } }
        static class Early extends Sup {
          final int checked;
          Early(int n) { if (n < 0) throw new IllegalArgumentException(); int m = 0; while (m < n) m++; checked = m; super(Other.square(m)); text += checked; }
        }
        public static String reflection() throws Exception {
          var method = Other.class.getMethod("square", int.class);
          return method.getParameters()[0].getName() + method.invoke(null, 5) + Other.Pair.class.getRecordComponents()[1].getName();
        }
      }
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "concat",
        "records",
        "patterns",
        "enums",
        "strings",
        "lambdas",
        "exceptions",
        "serializable",
        "nested",
        "loops",
        "arrays",
        "interfaces",
        "earlyConstruction",
        "reflection"
      })
  void woven_code_does_the_same(String method) throws Throwable {
    assertThat(new World().load(TOUR, OTHER).call("Tour", method))
        .isEqualTo(World.plain("Tour", method, TOUR, OTHER));
  }
}
