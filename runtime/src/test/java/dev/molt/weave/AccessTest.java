package dev.molt.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Access and overriding where each module has a loader, and so a package, of its own. */
final class AccessTest {
  @Test
  void classes_constructors_methods_and_fields_of_the_package_can_be_used() throws Throwable {
    var world =
        new World()
            .load(
                """
                package p;
                public class A {
                  public static String run() {
                    var b = new B(1);
                    b.n += 2;
                    b.text = "t";
                    b.guarded++;
                    Runnable r = b::touch;
                    r.run();
                    java.util.function.Function<B, String> f = B::describe;
                    java.util.function.IntFunction<B> make = B::new;
                    return f.apply(b) + b.describe() + b.secret() + B.count + make.apply(9).n
                        + new B.N().x + b.last();
                  }
                }
                """,
                """
                package p;
                class B {
                  static int count;
                  int n; String text; protected long guarded = 40;
                  B(int n) { this.n = n; count++; }
                  void touch() { n *= 10; }
                  String describe() { return n + text + guarded + ";"; }
                  protected String secret() { return "s"; }
                  final String last() { return "l"; }
                  static class N { int x = 5; N() {} }
                }
                """);

    assertThat(world.call("p.A", "run")).isEqualTo("30t41;30t41;s195l");
  }

  @Test
  void what_is_overridden_in_the_package_stays_overridden() throws Throwable {
    var world =
        new World()
            .load(
                """
                package p;
                public abstract class Shape {
                  abstract double area();
                  Object name() { return "shape"; }
                  <T> String show(T it) { return "" + it; }
                  String describe() { return name() + " " + area() + " " + show(1); }
                  public static String run() {
                    return new Circle(2).describe() + ", " + new Dot().describe() + ", " + all(new Ring());
                  }
                  static String all(Shape s) { return s.describe() + s.area(); }
                }
                """,
                """
                package p;
                class Circle extends Shape {
                  final double r;
                  Circle(double r) { this.r = r; }
                  @Override double area() { return r * r; }
                  @Override String name() { return "circle of " + super.name(); }
                }
                """,
                """
                package p;
                class Dot extends Circle {
                  Dot() { super(0); }
                  @Override public String name() { return "dot"; }
                  @Override String describe() { return "<" + super.describe() + ">"; }
                  @Override <T> String show(T it) { return "?"; }
                }
                """,
                """
                package p;
                class Ring extends Circle {
                  Ring() { super(3); }
                  @Override double area() { return 9; }
                  @Override String describe() { return "ring " + name(); }
                }
                """);

    assertThat(world.call("p.Shape", "run"))
        .isEqualTo("circle of shape 4.0 1, <dot 0.0 ?>, ring circle of shape9.0");
  }

  @Test
  void what_is_only_named_alike_in_another_package_overrides_nothing() throws Throwable {
    var world =
        new World()
            .load(
                """
                package p;
                public class Base {
                  String help() { return "base"; }
                  public String ask() { return help(); }
                  public static String run() {
                    return new Near().ask() + new q.Far().ask() + new Again().ask() + new Hides().ask();
                  }
                }
                """,
                "package p; class Near extends Base { String help() { return \"near\"; } }",
                "package q; public class Far extends p.Base { String help() { return \"far\"; } }",
                "package p; class Again extends q.Far { String help() { return \"again\"; } }",
                """
                package q;
                public class Hidden extends p.Base {
                  private String help() { return "hidden"; }
                  public String own() { return help(); }
                }
                """,
                "package p; class Hides extends q.Hidden { }");

    assertThat(world.call("p.Base", "run")).isEqualTo("nearbaseagainbase");
  }

  @Test
  void a_protected_member_can_be_used_by_subclass_and_package() throws Throwable {
    var world =
        new World()
            .load(
                """
                package q;
                public class Sub extends p.Base {
                  public String run() {
                    Runnable r = () -> field += "r";
                    r.run();
                    return method() + super.method() + field + stat() + counter++ + peer(new Sub());
                  }
                  @Override protected String method() { return "sub" + super.method(); }
                  private String peer(Sub other) { return other.field + other.method(); }
                  public static String all() { return new Sub().run() + p.User.use(new Sub()); }
                }
                """,
                """
                package p;
                public class Base {
                  protected String field = "f";
                  protected String method() { return "base"; }
                  protected static String stat() { return "stat"; }
                  protected static int counter = 3;
                }
                """,
                """
                package p;
                public class User {
                  public static String use(Base b) { b.field = "u"; return b.method() + b.field; }
                }
                """);

    assertThat(world.call("q.Sub", "all")).isEqualTo("subbasebasefrstat3fsubbasesubbaseu");
  }

  @Test
  void a_sealed_family_may_span_modules() throws Throwable {
    var world =
        new World()
            .load(
                """
                package p;
                public sealed interface Animal permits Cat, Dog {
                  static String name(Animal a) {
                    return switch (a) { case Cat(int lives) -> "cat" + lives; case Dog d -> d.bark(); };
                  }
                  static String run() { return name(new Cat(9)) + name(new Dog()); }
                }
                """,
                "package p; record Cat(int lives) implements Animal {}",
                "package p; final class Dog implements Animal { String bark() { return \"wau\"; } }");

    assertThat(world.call("p.Animal", "run")).isEqualTo("cat9wau");
  }

  @Test
  void only_class_flags_and_constructors_are_opened() throws Exception {
    var world =
        new World()
            .load(
                """
                package p;
                class Closed {
                  int field; private int hidden; protected static int guarded;
                  private Closed() {}
                  void method() {} private void own() {} protected static void help() {}
                  private static class Nested {}
                }
                """);
    var type = world.type("p.Closed");

    assertThat(Modifier.isPublic(type.getModifiers())).isTrue();
    assertThat(Modifier.isPublic(type.getDeclaredConstructor().getModifiers())).isTrue();
    assertThat(Modifier.isPrivate(world.type("p.Closed$Nested").getModifiers())).isTrue();
    assertThat(type.getFields()).isEmpty();
    assertThat(Arrays.stream(type.getMethods()).filter(m -> !m.isSynthetic()))
        .allMatch(m -> m.getDeclaringClass() == Object.class);
  }

  @Test
  void without_class_files_access_is_bound_by_what_is_found_when_it_runs() {
    var classes =
        Sources.compile(
            "package p; class A { static int f(B b) { b.x++; return b.g(); } }",
            "package p; class B { int x; int g() { return x; } }");
    ModuleNames names = name -> name.startsWith("p/") ? name.replace('/', '.') : null;

    var woven = new Weaver(names).weave("p.A", classes.get("p.A")).bytes();

    assertThat(Text.sites(woven))
        .contains("getField x (Lp/B;)I", "putField x (Lp/B;I)V", "virtualCall g (Lp/B;)I");
  }
}
