package dev.molt.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A module of a generated project: what it declares can be changed in every way that others may
 * notice, and it uses what others declare in every way in which Java lets it.
 */
final class RandomModule {
  private static final List<String> TYPES = List.of("int", "long", "String", "Object", "char[]");
  private static final List<String> VALUES =
      List.of("1", "2L", "\"s\"", "new Object()", "new char[] {'c'}");

  private static final List<String> COMPONENTS = List.of("int a, int b", "int a, long b", "int a");
  private static final List<String> CONSTANTS = List.of("X, Y", "Y, X", "X, Y, Z");

  /** A type of which there is one in another package, and now and then one that hides it. */
  static final String COMMON =
      "package common; public class Common { public static final int K = 7; }";

  final int number;
  private int folder;
  private int type;
  private int constant;
  private int body;
  private int overload;
  private int component;
  private int enumShape;
  private int sealedShape;
  private int lambdaShape;
  private int element;
  private int parent = -1;
  private int chained = -1;
  private boolean broken;
  private boolean shadowing;
  private boolean thrown;
  private boolean secondType;
  private final List<int[]> uses = new ArrayList<>();

  RandomModule(int number, Random random, int modules) {
    this.number = number;
    folder = random.nextInt(3);
    element = random.nextInt(modules);
    for (int i = 0; i < 4; i++) uses.add(use(random, modules));
    if (number > 0 && random.nextInt(3) == 0) parent = random.nextInt(number);
    if (number > 0 && random.nextInt(2) == 0) chained = random.nextInt(number);
  }

  private static int[] use(Random random, int modules) {
    return new int[] {random.nextInt(modules), random.nextInt(15)};
  }

  String packageName() {
    return "p" + folder;
  }

  String path() {
    return packageName() + "/M" + number + ".java";
  }

  /** Changes one thing; most of the time something that nobody else can see. */
  void edit(Random random, int modules) {
    switch (random.nextInt(26)) {
      case 0 -> type = random.nextInt(TYPES.size());
      case 1 -> constant++;
      case 2 -> overload = random.nextInt(3);
      case 3 -> component = random.nextInt(3);
      case 4 -> enumShape = random.nextInt(3);
      case 5 -> sealedShape = random.nextInt(3);
      case 6 -> lambdaShape = random.nextInt(2);
      case 7 -> element = random.nextInt(modules);
      case 8 -> parent = number > 0 && random.nextBoolean() ? random.nextInt(number) : -1;
      case 9 -> chained = number > 0 && random.nextBoolean() ? random.nextInt(number) : -1;
      case 10 -> broken = true;
      case 11 -> shadowing = !shadowing;
      case 12 -> thrown = !thrown;
      case 13 -> secondType = !secondType;
      case 14 -> folder = random.nextInt(3);
      case 15, 16 -> uses.set(random.nextInt(uses.size()), use(random, modules));
      default -> body++;
    }
  }

  /** Takes back what makes it, or others, impossible to compile. */
  void mend() {
    broken = false;
    thrown = false;
    type = 0;
    overload = 0;
    component = 0;
    enumShape = 0;
    sealedShape = 0;
    lambdaShape = 0;
    shadowing = false;
  }

  String text(List<RandomModule> all) {
    var text = new StringBuilder("package " + packageName() + ";\n\n");
    var imports = new TreeSet<String>();
    var me = "M" + number;
    var members = declared(all, imports) + using(all, imports);
    var heir = parent < 0 ? "" : " extends " + name(all, parent, imports);
    imports.forEach(one -> text.append(one).append('\n'));
    text.append("\npublic class ").append(me).append(heir);
    text.append(" {\n").append(members);
    text.append(broken ? "  int broken(;\n" : "").append("}\n");
    if (secondType) text.append("class Second").append(number).append(" { int x = 1; }\n");
    if (shadowing)
      text.append("class Common { static final int K = ").append(number).append("; }\n");
    return text.toString();
  }

  private String declared(List<RandomModule> all, Set<String> imports) {
    var chain = chained < 0 ? "" : " + " + name(all, chained, imports) + ".K";
    var listed = name(all, element, imports);
    return """
      public static final int K = {constant};
      public static {type} f{n}(int x){throws} { return {value}; }
      public static java.util.List<{listed}> all{n}() { return java.util.List.of(new {listed}()); }
      public int inst() { return {body}; }
      public record R({components}) {}
      public enum E { {constants} }
      public sealed interface S permits {permitted} {}
      public record S1() implements S {}
      public record S2() implements S {}
      public record S3() implements {third} {}
      public interface I { int go({parameters}); }
      public @interface A { int value() default {body}; }
      private int hidden() { return {body}; }
      public static Object own() { return new Object() { int a = {body}; }.a + new M{n}().hidden(); }
    """
            .replace("{n}", "" + number)
            .replace("{constant}", constant + chain)
            .replace("{type}", TYPES.get(type))
            .replace("{value}", VALUES.get(type))
            .replace("{throws}", thrown ? " throws Exception" : "")
            .replace("{listed}", listed)
            .replace("{body}", "" + body)
            .replace("{components}", COMPONENTS.get(component))
            .replace("{constants}", CONSTANTS.get(enumShape))
            .replace("{permitted}", sealedShape == 1 ? "S1, S2, S3" : "S1, S2")
            .replace("{third}", sealedShape == 1 ? "S" : "java.io.Serializable")
            .replace("{parameters}", lambdaShape == 0 ? "int x" : "int x, int y")
        + overloads();
  }

  /** Declared at the top of a line of heirs, and called through all of them. */
  private String overloads() {
    if (parent >= 0) return "";
    return "  public static String over(Object x) { return \"object\"; }\n"
        + switch (overload) {
          case 1 -> "  public static String over(long x) { return \"long\"; }\n";
          case 2 -> "  public static int over(Integer x) { return 3; }\n";
          default -> "";
        };
  }

  private String using(List<RandomModule> all, Set<String> imports) {
    var text = new StringBuilder();
    for (int i = 0; i < uses.size(); i++) {
      var target = uses.get(i)[0];
      if (target == number) continue;
      var name = name(all, target, imports);
      text.append("  static Object use").append(i).append("() {\n");
      text.append("    ").append(statement(uses.get(i)[1], name, all.get(target), imports));
      text.append("\n  }\n");
    }
    return text.toString();
  }

  private static String statement(int how, String name, RandomModule target, Set<String> imports) {
    return switch (how) {
      case 0 -> "return " + name + ".K * 2;";
      case 1 -> "return String.valueOf(" + name + ".f" + target.number + "(1));";
      case 2 ->
          "return new " + name + "() { public int inst() { return super.inst() + 1; } }.inst();";
      case 3 -> "return String.valueOf(" + name + ".all" + target.number + "().get(0));";
      case 12 -> "return String.valueOf(" + name + ".over(1));";
      case 4 -> "Object o = 1; return o instanceof " + name + ".R(var a, var b) ? a + b : 0L;";
      case 5 -> "return switch (" + name + ".E.valueOf(\"X\")) { case X -> 1; case Y -> 2; };";
      case 6 ->
          "%s.S s = new %s.S1(); return switch (s) { case %s.S1 a -> 1; case %s.S2 b -> 2; };"
              .formatted(name, name, name, name);
      case 7 -> name + ".I i = x -> x + 1; return i;";
      case 8 -> {
        imports.add("import static " + target.packageName() + ".M" + target.number + ".*;");
        yield "return own();";
      }
      case 9 -> "@" + name + ".A(" + name + ".K) int x = 1; return x;";
      case 10 -> "var x = new " + name + ".R(1, 2); return x.a() + x.hashCode();";
      case 11 -> {
        imports.add("import " + target.packageName() + ".*;");
        yield "class L<T extends "
            + name
            + "> { int go(T t) { return t.inst(); } } return L.class;";
      }
      case 13 -> {
        imports.add("import common.*;");
        yield "return Common.K;";
      }
      default ->
          "Object o = %s.all%d(); return o.equals(%s.f%d(2));"
              .formatted(name, target.number, name, target.number);
    };
  }

  private static String name(List<RandomModule> all, int number, Set<String> imports) {
    var target = all.get(number);
    imports.add("import " + target.packageName() + ".M" + number + ";");
    return "M" + number;
  }
}
