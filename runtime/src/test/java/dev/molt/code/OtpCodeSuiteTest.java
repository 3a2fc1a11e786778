package dev.molt.code;

import static dev.molt.code.TestNode.get;
import static dev.molt.code.TestNode.loaded;
import static dev.molt.code.TestNode.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.molt.process.Fun0;
import dev.molt.process.ProcessStatus;
import dev.molt.process.SpawnOptions;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Cases of OTP's {@code kernel/test/code_SUITE} and {@code erts/emulator/test/code_SUITE} that are
 * not where the rest of their matter is tested; each is named after its case.
 */
final class OtpCodeSuiteTest {
  private final TestNode node = new TestNode();
  private final CodeServer code = node.code;

  @AfterEach
  void close() {
    node.close();
  }

  /** A module with a local loop, and a fun that waits for a word and answers with its version. */
  private static ObjectCode m1(int version) {
    return TestModules.compile(
        """
        public class m1 {
          public static int version() { return %1$d; }
          public static Object loop() { while (true) Process.receive(); }
          public static Fun0<Object> fun() { return () -> %1$d; }
        }
        """
            .formatted(version));
  }

  private static String otp(LoadResult result) {
    return switch (result) {
      case LoadResult.Loaded _ -> "ok";
      case LoadFailure failure -> failure.otp();
    };
  }

  private Pid startLoop() {
    var pid =
        node.processes.spawn(
            SpawnOptions.DEFAULT,
            (Fun0<Object>)
                () -> {
                  try {
                    return String.valueOf(code.call(name("m1"), "loop"));
                  } catch (RuntimeException | Error thrown) {
                    throw thrown;
                  } catch (Throwable thrown) {
                    throw new AssertionError(thrown);
                  }
                });
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> node.processes.view(pid).orElseThrow().status() instanceof ProcessStatus.Waiting);
    return pid;
  }

  /** code_SUITE: purge. */
  @Test
  void purge_kills_who_runs_old_code_and_is_false_without_old_code() throws Exception {
    assertThat(code.purge(name("m1")).otp()).isFalse();
    code.load(m1(1));
    assertThat(code.purge(name("m1")).otp()).isFalse();
    var pid = startLoop();
    code.load(m1(2));
    assertThat(code.checkProcessCode(pid, name("m1"))).isTrue();

    assertThat(code.purge(name("m1")).otp()).isTrue();

    assertThat(node.processes.isAlive(pid)).isFalse();
    assertThat(code.purge(name("m1")).otp()).isFalse();
  }

  /** code_SUITE: soft_purge. */
  @Test
  void soft_purge_leaves_who_runs_old_code_and_is_true_once_he_is_gone() throws Exception {
    code.load(m1(1));
    var pid = startLoop();
    code.load(m1(2));

    assertThat(code.softPurge(name("m1")).otp()).isFalse();
    assertThat(node.processes.isAlive(pid)).isTrue();
    node.processes.exit(pid, ExitReason.KILL);
    await().atMost(Duration.ofSeconds(20)).until(() -> node.processes.view(pid).isEmpty());
    assertThat(code.softPurge(name("m1")).otp()).isTrue();
  }

  /** code_SUITE: delete. */
  @Test
  void delete_is_true_then_false_while_old_code_is_there_and_harms_no_process() throws Exception {
    assertThat(code.delete(name("m1"))).isFalse();
    code.load(m1(1));
    var pid = startLoop();

    assertThat(code.delete(name("m1"))).isTrue();
    assertThat(code.delete(name("m1"))).isFalse();

    assertThat(node.processes.isAlive(pid)).isTrue();
    assertThat(code.purge(name("m1")).otp()).isTrue();
  }

  /** code_SUITE: load_binary; OTP 26 looks at the object code before it purges. */
  @Test
  void load_binary_of_code_that_does_not_link_kills_nobody() throws Exception {
    code.load(m1(1));
    var pid = startLoop();
    code.load(m1(2));

    assertThat(otp(code.loadBinary(BrokenClass.withBadStack("m1")))).isEqualTo("badfile");
    assertThat(node.processes.isAlive(pid)).isTrue();
    assertThat(otp(code.loadBinary(m1(3)))).isEqualTo("ok");
    assertThat(node.processes.isAlive(pid)).isFalse();
  }

  /** code_SUITE: on_load_binary. */
  @Test
  void on_load_binary_lets_callers_wait_and_makes_them_work() throws Exception {
    var module =
        """
        public class m1 {
          public static Object onLoad() {
            Process.register("m1_on_load", Process.self());
            return Process.receive();
          }
          public static String ok() { return "ok"; }
        }
        """;
    var load = node.start(() -> otp(Code.loadBinary(TestModules.compile(module))));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> node.processes.whereis("m1_on_load") != null);
    var call = node.start(() -> node.ask("m1", "ok"));
    assertThat(code.purge(name("m1")).otp()).isFalse();

    node.processes.send("m1_on_load", OnLoad.OK);

    assertThat(get(load)).isEqualTo("ok");
    assertThat(get(call)).isEqualTo("ok");
    assertThat(code.delete(name("m1"))).isTrue();
    assertThat(code.purge(name("m1")).otp()).isFalse();
  }

  /** code_SUITE: on_load_errors. */
  @Test
  void on_load_errors_are_the_answer_of_every_way_to_load() {
    var refuses =
        TestModules.compile(
            "public class m1 { public static Object onLoad() { return OnLoad.FAILED; } }");
    node.store.put(refuses);
    List<Supplier<LoadResult>> ways =
        List.of(
            () -> code.load(refuses),
            () -> code.loadBinary(refuses),
            () -> code.loadFile(name("m1")),
            () -> code.ensureLoaded(name("m1")),
            () -> code.reload(name("m1")).load());

    for (var way : ways) assertThat(otp(way.get())).isEqualTo("on_load_failure");
    assertThat(code.ensureModulesLoaded(List.of(name("m1"))))
        .isInstanceOfSatisfying(
            BatchResult.Errors.class,
            errors -> assertThat(errors.errors()).hasToString("[m1:on_load_failure]"));
    assertThatThrownBy(() -> node.ask("m1", "onLoad")).isInstanceOf(Undef.class);
  }

  /** code_SUITE: on_load_update. */
  @Test
  void on_load_update_that_fails_keeps_the_version_before_with_its_exports() throws Exception {
    var template =
        """
        public class m1 {
          public static Object onLoad() { return OnLoad.%s; }
          public static int %s() { return %d; }
        }
        """;
    assertThat(otp(code.load(TestModules.compile(template.formatted("OK", "first", 1)))))
        .isEqualTo("ok");
    assertThat(otp(code.load(TestModules.compile(template.formatted("FAILED", "second", 2)))))
        .isEqualTo("on_load_failure");
    assertThat(node.ask("m1", "first")).isEqualTo(1);
    assertThatThrownBy(() -> node.ask("m1", "second")).isInstanceOf(Undef.class);

    assertThat(otp(code.load(TestModules.compile(template.formatted("OK", "third", 3)))))
        .isEqualTo("ok");
    assertThat(node.ask("m1", "third")).isEqualTo(3);
    assertThatThrownBy(() -> node.ask("m1", "first")).isInstanceOf(Undef.class);
  }

  /** erts code_SUITE: versions. */
  @Test
  void versions_answer_side_by_side_and_a_third_is_not_purged_twice() throws Exception {
    code.load(m1(1));
    @SuppressWarnings("unchecked")
    var first = (Fun0<Object>) node.ask("m1", "fun");
    code.load(m1(2));

    assertThat(node.in(first)).isEqualTo(1);
    assertThat(node.ask("m1", "version")).isEqualTo(2);
    assertThat(otp(code.load(m1(3)))).isEqualTo("not_purged");
    assertThat(otp(code.load(m1(3)))).isEqualTo("not_purged");
  }

  /** erts code_SUITE: t_check_old_code. */
  @Test
  void check_old_code_is_false_false_true_over_two_loads() {
    assertThat(code.checkOldCode(name("m1"))).isFalse();
    code.load(m1(1));
    assertThat(code.checkOldCode(name("m1"))).isFalse();
    code.load(m1(2));
    assertThat(code.checkOldCode(name("m1"))).isTrue();
  }

  /** erts code_SUITE: call_purged_fun_code_reload. */
  @Test
  @SuppressWarnings("unchecked")
  void a_call_of_a_purged_fun_completes_when_the_same_code_can_be_loaded_again() throws Exception {
    node.store.put(m1(1));
    code.loadFile(name("m1"));
    var fun = (Fun0<Object>) node.ask("m1", "fun");
    code.delete(name("m1"));
    code.purge(name("m1"));

    assertThat(node.in(fun)).isEqualTo(1);
    assertThat(code.isLoaded(name("m1"))).isTrue();
  }

  /** erts code_SUITE: call_purged_fun_code_there. */
  @Test
  @SuppressWarnings("unchecked")
  void a_call_of_a_fun_completes_while_soft_purges_are_refused() throws Exception {
    code.load(m1(1));
    var pid = startLoop();
    var fun = (Fun0<Object>) node.ask("m1", "fun");
    code.load(m1(2));
    var calls =
        node.start(
            () -> {
              for (var i = 0; i < 10_000; i++)
                if (!fun.apply().equals(1)) throw new AssertionError("other code");
              return "completed";
            });

    for (var i = 0; i < 20; i++) assertThat(code.softPurge(name("m1")).otp()).isFalse();

    assertThat(get(calls)).isEqualTo("completed");
    assertThat(node.processes.isAlive(pid)).isTrue();
  }

  /** erts code_SUITE: multiple_load_check_purge_repeat. */
  @Test
  void loads_checks_and_purges_repeat_without_killing_who_moves_on() throws Exception {
    var loops =
        TestModules.compile(
            """
            public class m1 {
              static final String VERSION = "version-000";
              public static Next loop() {
                var message = Process.receive();
                return message.equals("stop") ? Next.stop() : Next.call(m1::loop);
              }
            }
            """);
    loaded(code.load(loops));
    var pid =
        node.processes.spawn(
            SpawnOptions.DEFAULT,
            new ExternalFun(
                code.linkage()
                    .site(
                        new FunctionKey(
                            FunctionKey.Kind.EXPORTED,
                            "m1",
                            "loop",
                            "()Ldev/molt/process/Next;"))));
    for (var i = 1; i <= 160; i++) {
      loaded(
          code.load(TestModules.replacing(loops, "version-000", "version-%03d".formatted(i % 6))));
      node.processes.send(pid, "go on");
      await()
          .pollInSameThread()
          .pollInterval(Duration.ofMillis(1))
          .atMost(Duration.ofSeconds(20))
          .until(() -> !code.checkProcessCode(pid, name("m1")));
      assertThat(code.purge(name("m1")).otp()).isFalse();
    }
    assertThat(node.processes.isAlive(pid)).isTrue();
  }
}
