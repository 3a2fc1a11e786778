package dev.molt.code;

import static dev.molt.code.TestNode.loaded;
import static dev.molt.code.TestNode.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.molt.process.Deadline;
import dev.molt.process.Fun0;
import dev.molt.process.Process;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A purged version must become garbage, whoever has called it, made funs of it or calls it on. */
public final class LeakTest {
  private static final int RELOADS = 200;

  /** A behaviour, as servers have one. */
  public interface Greeter {
    String greet();
  }

  private final TestNode node = new TestNode();

  @AfterEach
  void close() {
    node.close();
  }

  private static final String LEAKY =
      """
      public class Leaky implements LeakTest.Greeter {
        static final Object LOCK = new Object();
        static final String VERSION = "version-000";
        enum Color { RED, GREEN }
        record Point(int x, int y) {}
        public static int version() { return Integer.parseInt(VERSION.substring(8)); }
        public static Object point() { return new Point(1, 2).toString(); }
        public static Fun0<Integer> local() { int n = version(); return () -> n + Color.RED.ordinal(); }
        public static Fun0<Integer> external() { return Leaky::version; }
        public String greet() { return "hello " + version(); }
        public static int callsBack() { return User.twice(version()); }
      }
      """;

  private final ObjectCode compiled = TestModules.compile(LEAKY, USER);

  /** Compiled once: two hundred compilations would take longer than the rest. */
  private ObjectCode leaky(int version) {
    return TestModules.replacing(compiled, "version-000", "version-%03d".formatted(version));
  }

  private static final String USER =
      """
      public class User {
        public static int twice(int i) { return 2 * i; }
        public static int ask() { return Leaky.version() + Leaky.callsBack(); }
      }
      """;

  @Test
  void after_200_reloads_at_most_two_version_loaders_are_reachable() throws Exception {
    loaded(node.code.load(TestModules.compile(USER, LEAKY_STUB)));
    var greeter = CallbackModule.of(node.code, "Leaky", Greeter.class);
    var loaders = new ArrayList<WeakReference<ClassLoader>>();
    var funs = new ArrayList<Object>();
    var stay = new CompletableFuture<Boolean>();
    var holder =
        node.start(
            () -> {
              Process.await(stay, Deadline.NEVER);
              return funs.size();
            });

    for (var i = 1; i <= RELOADS; i++) {
      node.code.purge(name("Leaky"));
      loaders.add(new WeakReference<>(loaded(node.code.load(leaky(i))).loader()));
      assertThat(node.call("User", "ask")).isEqualTo(3 * i);
      assertThat(node.call("Leaky", "point")).hasToString("Point[x=1, y=2]");
      assertThat(greeter.current().greet()).isEqualTo("hello " + i);
      funs.add(use(node.ask("Leaky", "local"), i));
      funs.add(use(node.ask("Leaky", "external"), i));
    }

    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              System.gc();
              return reachable(loaders) <= 2;
            });
    stay.complete(true);
    assertThat(TestNode.get(holder)).isEqualTo(2 * RELOADS);
  }

  private static final String LEAKY_STUB =
      """
      public class Leaky {
        public static int version() { return 0; }
        public static int callsBack() { return 0; }
      }
      """;

  @SuppressWarnings("unchecked")
  private static Object use(Object fun, int version) throws Exception {
    assertThat(((Fun0<Integer>) fun).apply()).isEqualTo(version);
    return fun;
  }

  private static long reachable(List<WeakReference<ClassLoader>> loaders) {
    return loaders.stream().filter(one -> !one.refersTo(null)).count();
  }

  @Test
  void what_was_prepared_and_thrown_away_leaves_no_trace() {
    node.code.load(leaky(1));
    var loader = prepared();

    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              System.gc();
              return loader.refersTo(null);
            });
    assertThat(node.code.current(name("Leaky")).orElseThrow()).hasToString("Leaky@1");
  }

  private WeakReference<ClassLoader> prepared() {
    var prepared = (Prepared) node.code.prepare(List.of(TestModules.image(leaky(2))));
    return new WeakReference<>(prepared.versions().getFirst().loader());
  }
}
