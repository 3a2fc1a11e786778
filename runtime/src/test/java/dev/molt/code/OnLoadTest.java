package dev.molt.code;

import static dev.molt.code.TestNode.get;
import static dev.molt.code.TestNode.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.molt.term.ExitReason;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Functions that are run before their code becomes current. */
final class OnLoadTest {
  private final TestNode node = new TestNode();
  private final CodeServer code = node.code;

  @AfterEach
  void close() {
    node.close();
  }

  private static ObjectCode m1(int version, String onLoad) {
    return TestModules.compile(
        """
        public class m1 {
          public static int version() { return %d; }
          static void loop() { while (true) Process.receive(); }
          %s
        }
        """
            .formatted(version, onLoad));
  }

  private static ObjectCode returning(int version, String value) {
    return m1(version, "public static Object onLoad() { return " + value + "; }");
  }

  /** Its onLoad waits, as the process named m1_on_load, for what it is to return. */
  private static ObjectCode slow(int version) {
    return m1(
        version,
        """
        public static Object onLoad() {
          Process.register("m1_on_load", Process.self());
          return Process.receive();
        }
        """);
  }

  private static String otp(LoadResult result) {
    return switch (result) {
      case LoadResult.Loaded _ -> "ok";
      case LoadFailure failure -> failure.otp();
    };
  }

  private CompletableFuture<String> async(ObjectCode object) {
    return node.start(() -> otp(Code.load(object)));
  }

  private void awaitOnLoad() {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> node.processes.whereis("m1_on_load") != null);
  }

  private void finish(OnLoad value) {
    node.processes.send("m1_on_load", value);
  }

  @Test
  void exactly_ok_makes_the_code_current_and_anything_else_leaves_it_as_it_was() throws Exception {
    assertThat(otp(code.load(returning(1, "OnLoad.FAILED")))).isEqualTo("on_load_failure");
    assertThat(code.loaded()).isEmpty();
    assertThat(otp(code.load(returning(1, "OnLoad.OK")))).isEqualTo("ok");
    assertThat(otp(code.load(returning(2, "\"ok\"")))).isEqualTo("on_load_failure");
    assertThat(otp(code.load(returning(3, "Integer.parseInt(\"x\")"))))
        .isEqualTo("on_load_failure");
    assertThat(node.call("m1", "version")).isEqualTo(1);
    assertThat(code.checkOldCode(name("m1"))).isFalse();

    assertThat(otp(code.load(m1(4, "public static void onLoad() {}")))).isEqualTo("ok");
    assertThat(node.call("m1", "version")).isEqualTo(4);
    assertThat(otp(code.load(returning(5, "OnLoad.OK")))).isEqualTo("not_purged");
  }

  @Test
  void during_a_first_load_callers_wait_and_the_server_serves_others() throws Exception {
    var load = async(slow(1));
    awaitOnLoad();
    assertThat(code.isLoaded(name("m1"))).isFalse();
    var call = node.start(() -> node.ask("m1", "version"));
    assertThat(otp(code.load(TestModules.numbered("m2", 1)))).isEqualTo("ok");
    assertThat(code.purge(name("m1")).otp()).isFalse();
    assertThat(code.softPurge(name("m1")).otp()).isTrue();
    assertThat(code.delete(name("m1"))).isFalse();
    assertThat(code.atomicLoad(List.of(new AtomicItem.Given(TestModules.numbered("m1", 9)))))
        .isEqualTo(
            new BatchResult.Errors(
                List.of(new LoadError(name("m1"), new LoadResult.PendingOnLoad()))));
    assertThat(load).isNotDone();
    assertThat(call).isNotDone();

    finish(OnLoad.OK);

    assertThat(get(load)).isEqualTo("ok");
    assertThat(get(call)).isEqualTo(1);
    assertThat(code.isLoaded(name("m1"))).isTrue();
  }

  @Test
  void callers_of_a_first_load_that_fails_get_undef() throws Exception {
    var load = async(slow(1));
    awaitOnLoad();
    var waits = node.start(() -> otp(code.ensureLoaded(name("m1"))));
    var call = node.start(() -> node.ask("m1", "version"));
    await().atMost(Duration.ofSeconds(20)).until(() -> node.processes.views().size() >= 4);
    finish(OnLoad.FAILED);

    assertThat(get(load)).isEqualTo("on_load_failure");
    assertThatThrownBy(() -> get(call)).isInstanceOf(Undef.class);
    assertThat(get(waits)).isIn("on_load_failure", "nofile");
    assertThat(otp(code.load(TestModules.numbered("m1", 2)))).isEqualTo("ok");
  }

  @Test
  void during_a_reload_everybody_runs_the_current_version() throws Exception {
    code.load(TestModules.numbered("m1", 1));
    var load = async(slow(2));
    awaitOnLoad();

    assertThat(node.call("m1", "version")).isEqualTo(1);
    assertThat(code.checkOldCode(name("m1"))).isFalse();
    finish(OnLoad.OK);

    assertThat(get(load)).isEqualTo("ok");
    assertThat(node.call("m1", "version")).isEqualTo(2);
    assertThat(code.checkOldCode(name("m1"))).isTrue();
  }

  @Test
  void further_loads_wait_for_the_end_and_the_most_recent_one_runs_first() throws Exception {
    var first = async(slow(1));
    awaitOnLoad();
    var queued = node.start(() -> otp(Code.load(TestModules.numbered("m1", 2))));
    await().atMost(Duration.ofSeconds(20)).until(() -> waitsForCodeServer(2));
    var last = node.start(() -> otp(Code.load(TestModules.numbered("m1", 3))));
    await().atMost(Duration.ofSeconds(20)).until(() -> waitsForCodeServer(3));

    finish(OnLoad.OK);

    assertThat(get(first)).isEqualTo("ok");
    assertThat(get(last)).isEqualTo("ok");
    assertThat(get(queued)).isEqualTo("not_purged");
    assertThat(node.call("m1", "version")).isEqualTo(3);
  }

  /** How many processes are in a wait of the runtime that is no receive; then one more request. */
  private boolean waitsForCodeServer(int count) {
    code.isSticky(name("m1"));
    return node.processes.views().stream()
            .filter(
                view ->
                    List.of(view.frames()).stream()
                        .anyMatch(frame -> frame.getMethodName().equals("ask")))
            .count()
        == count;
  }

  /** OTP: code_SUITE on_load_self_call. */
  @Test
  void a_qualified_call_of_the_module_itself_is_undef_on_a_first_load_and_else_the_current_one()
      throws Exception {
    var self =
        """
        public static Object saw;
        public static Object onLoad() {
          try {
            saw = Other.ask();
          } catch (Undef undef) {
            saw = "undef";
          }
          return OnLoad.OK;
        }
        """;
    var other = "public class Other { public static int ask() { return m1.version(); } }";
    var m1 = "public class m1 { public static int version() { return 0; } }";
    code.load(TestModules.compile(other, m1));
    var source =
        "public class m1 { public static int version() { return %d; } public static Object saw() {"
            + " return saw; } %s }";

    code.load(TestModules.compile(source.formatted(1, self), other));
    assertThat(node.call("m1", "saw")).isEqualTo("undef");
    code.load(TestModules.compile(source.formatted(2, self), other));
    assertThat(node.call("m1", "saw")).isEqualTo(1);
  }

  @Test
  void a_load_of_the_module_by_its_own_on_load_would_wait_for_itself() throws Exception {
    code.load(
        m1(
            1,
            """
            public static Object result;
            public static Object result() { return result; }
            public static Object onLoad() {
              result = Code.loadFile("m1");
              return OnLoad.OK;
            }
            """));

    assertThat(node.call("m1", "result")).isEqualTo(new LoadResult.Deadlock());
  }

  /** OTP: code_SUITE on_load_purge. */
  @Test
  void a_process_that_a_failing_on_load_has_started_in_the_new_code_is_killed() throws Exception {
    var object =
        m1(
            1,
            """
            public static Object onLoad() {
              Process.register("child", Process.spawn(() -> loop()));
              while (Process.processes().view(Process.whereis("child")).get().frames().length < 3)
                Thread.yield();
              return OnLoad.FAILED;
            }
            """);

    assertThat(otp(code.load(object))).isEqualTo("on_load_failure");
    await().atMost(Duration.ofSeconds(20)).until(() -> node.processes.whereis("child") == null);
    assertThat(code.loaded()).isEmpty();
  }

  /** OTP: code_SUITE on_load_deleted. */
  @Test
  void old_code_is_not_forgotten_when_code_with_on_load_comes_over_a_deleted_module()
      throws Exception {
    code.load(TestModules.numbered("m1", 1));
    code.delete(name("m1"));

    assertThat(otp(code.load(returning(2, "OnLoad.OK")))).isEqualTo("ok");

    assertThat(code.old(name("m1")).map(Objects::toString)).contains("m1@1");
    assertThat(otp(code.load(returning(3, "OnLoad.OK")))).isEqualTo("not_purged");
  }

  @Test
  void an_on_load_function_that_is_killed_has_failed() throws Exception {
    var load = async(slow(1));
    awaitOnLoad();

    node.processes.exit(
        Objects.requireNonNull(node.processes.whereis("m1_on_load")), ExitReason.KILL);

    assertThat(get(load)).isEqualTo("on_load_failure");
  }

  @Test
  void closing_the_code_server_answers_those_who_wait() throws Exception {
    var load = async(slow(1));
    awaitOnLoad();

    code.close();

    assertThat(get(load)).isEqualTo("on_load_failure");
  }
}
