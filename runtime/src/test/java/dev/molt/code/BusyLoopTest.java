package dev.molt.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Busy loops of every kind: seen in old code, killed in old code, and ended in current code. */
class BusyLoopTest extends PurgeFixture {
  static Stream<Arguments> loops() {
    return Stream.of(
        Arguments.of("while true", "static long x; public static void go() { while (true) x++; }"),
        Arguments.of(
            "catches Throwable and goes on",
            """
            static long x;
            public static void go() {
              while (true) { try { while (true) x++; } catch (Throwable t) { x = 0; } }
            }
            """),
        Arguments.of(
            "in a lambda",
            """
            static long x;
            public static void go() { Runnable r = () -> { while (true) x++; }; r.run(); }
            """),
        Arguments.of(
            "in a nested class",
            """
            static class Spinner { long x; void spin() { while (true) x++; } }
            public static void go() { new Spinner().spin(); }
            """),
        Arguments.of(
            "in a constructor",
            """
            static class Spinner { long x; Spinner() { while (true) x++; } }
            public static void go() { new Spinner(); }
            """),
        Arguments.of(
            "in a record's method",
            """
            record Point(int x) { long sum() { long s = 0; while (x < 10) s += x; return s; } }
            public static void go() { new Point(1).sum(); }
            """),
        Arguments.of(
            "in forEach of the JDK",
            """
            static long x;
            public static void go() {
              java.util.stream.Stream.iterate(1, i -> i + 1).forEach(i -> x += i);
            }
            """),
        Arguments.of(
            "in a comparator",
            """
            public static void go() {
              var list = new ArrayList<Integer>();
              for (int i = 0; i < 1000; i++) list.add(i * 7919 % 1000);
              while (list.size() > 1) list.sort((a, b) -> { Collections.shuffle(new ArrayList<>(list)); return a.compareTo(b); });
            }
            """),
        Arguments.of(
            "recursion without a loop",
            """
            public static void go() { down(0); }
            static int down(int n) { return n < 500 ? down(n + 1) + down(n + 1) : 0; }
            """),
        Arguments.of(
            "recursion for ever that catches its overflow",
            """
            public static void go() { down(); }
            static void down() { try { down(); } catch (StackOverflowError e) { down(); } }
            """),
        Arguments.of(
            "the only way back is a catch",
            """
            public static void go() {
              int n = 0;
              while (true) {
                try { n = Integer.parseInt("x" + n); return; }
                catch (NumberFormatException e) { continue; }
              }
            }
            """),
        Arguments.of(
            "in hashCode",
            """
            static class Key { long x;
              public int hashCode() { while (x >= 0) x = (x + 1) & 0xffff; return 0; } }
            public static void go() { new HashMap<Object, Object>().put(new Key(), 1); }
            """),
        Arguments.of(
            "with finally and synchronized",
            """
            static long x;
            static final Object LOCK = new Object();
            public static void go() {
              while (true) { synchronized (LOCK) { try { while (x >= 0) x++; } finally { x = 0; } } }
            }
            """));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("loops")
  void a_busy_loop_in_old_code_is_named_and_killed(String kind, String members) {
    load(m(1, members));
    var pid = busy();
    var end = end(pid);
    load(m(2, ""));
    assertThat(code.checkProcessCode(pid, M)).isTrue();
    assertThat(code.check(M).killedNow()).extracting(ProcessUse::pid).containsExactly(pid);
    assertThat(code.softPurge(M).otp()).isFalse();
    assertThat(isAlive(pid)).isTrue();
    var result = code.purge(M);
    assertThat(result).isInstanceOf(PurgeResult.Purged.class);
    assertThat(result.killed()).singleElement().extracting(KilledProcess::pid).isEqualTo(pid);
    assertThat(processes.view(pid)).isEmpty();
    assertThat(reason(end)).isEqualTo(ExitReason.KILLED);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("loops")
  void an_exit_signal_ends_a_busy_loop_in_current_code(String kind, String members) {
    load(m(1, members));
    var pid = busy();
    var end = end(pid);
    processes.exit(pid, new ExitReason.Other("enough"));
    assertThat(reason(end)).isEqualTo(new ExitReason.Other("enough"));
    await().atMost(SOON).until(() -> code.current(M).orElseThrow().versionSwitch().idle());
  }

  private Pid busy() {
    var pid = run("M", "go");
    awaitRuns(pid, M);
    return pid;
  }
}
