package dev.molt.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.molt.process.Fun;
import dev.molt.process.SpawnOptions;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * What counts as running old code, one test for each way in which an idle process can be related to
 * the module that was loaded anew.
 */
class VariantsTest extends PurgeFixture {
  /** A module that is not loaded anew: what a process rests in counts as its own code. */
  private static final String REST =
      """
      public class Rest {
        public static Object forever() { return Process.receive(); }
        public static Next loop(Fun0<Object> fun, Queue<Object> out) {
          Process.receive();
          out.add(result(fun));
          return Next.call(Rest::loop, fun, out);
        }
        public static Next hold(Object data, Queue<Object> out) {
          Process.receive();
          out.add(data);
          return Next.call(Rest::hold, data, out);
        }
        @SuppressWarnings("unchecked")
        public static Next dictionary(Queue<Object> out) {
          Process.receive();
          out.add(result((Fun0<Object>) Process.get("fun")));
          return Next.call(Rest::dictionary, out);
        }
        @SuppressWarnings("unchecked")
        public static Next mailbox(Queue<Object> out) {
          Process.receive(message -> message.equals("go") ? message : null);
          out.add(result((Fun0<Object>) Process.receive()));
          return Next.call(Rest::mailbox, out);
        }
        static Object result(Fun0<Object> fun) {
          try { return fun.apply(); } catch (BadFun e) { return "badfun"; }
          catch (Exception e) { return e; }
        }
      }
      """;

  private static final String MEMBERS =
      """
      public static void local(Queue<Object> out) {
        while (true) { Process.receive(); out.add(v()); }
      }
      public static Next qualified(Queue<Object> out) {
        Process.receive();
        out.add(v());
        return Next.call(M::qualified, out);
      }
      public static void trapping(Queue<Object> out) { Process.trapExit(true); local(out); }
      public static void sleeping() throws Exception { Thread.sleep(3_600_000); }
      public static Object inTry() {
        try { return Process.receive(); } finally { Process.get("x"); }
      }
      public static Next tail() { return Next.call(Rest::forever); }
      public static Next dictionary(Queue<Object> out) {
        Fun0<Object> fun = () -> v();
        Process.put("fun", fun);
        return Next.call(Rest::dictionary, out);
      }
      public static Next localFun(Queue<Object> out) {
        return Next.call(Rest::loop, () -> v(), out);
      }
      public static Next externalFun(Queue<Object> out) {
        return Next.call(Rest::loop, M::v, out);
      }
      public static Next literal(Queue<Object> out) {
        return Next.call(Rest::hold, List.of("literal", 1), out);
      }
      public static Next trace(Queue<Object> out) {
        return Next.call(Rest::hold, new Exception("kept"), out);
      }
      public static Next mailbox(Queue<Object> out) {
        Fun0<Object> fun = () -> v();
        Process.send(Process.self(), fun);
        return Next.call(Rest::mailbox, out);
      }
      public static Next hibernating(Queue<Object> out) { return Next.hibernate(M::woken, out); }
      public static Next woken(Queue<Object> out) {
        out.add(v() + " " + Process.receive());
        return Next.call(M::qualified, out);
      }
      public static Fun1<Queue<Object>, Object> teller() { return M::tell; }
      public static Object tell(Queue<Object> out) { return out.add(v()); }
      public static void busy() { long x = 0; while (true) x++; }
      public static Next turning() {
        long end = System.nanoTime() + 100_000;
        while (System.nanoTime() < end) Thread.onSpinWait();
        return Next.call(M::turning);
      }
      """;

  private void loadFirst() {
    var modules = TestModules.compileAll(m(1, MEMBERS), REST);
    modules.values().forEach(one -> TestNode.loaded(code.load(one)));
  }

  private void loadSecond() {
    load(m(2, MEMBERS), REST);
  }

  private void killed(Pid pid) {
    assertThat(code.checkProcessCode(pid, M)).isTrue();
    assertThat(code.softPurge(M).otp()).isFalse();
    assertThat(isAlive(pid)).isTrue();
    var end = end(pid);
    var purged = code.purge(M);
    assertThat(purged.otp()).isTrue();
    assertThat(purged.killed()).extracting(KilledProcess::pid).containsExactly(pid);
    assertThat(processes.view(pid)).isEmpty();
    assertThat(reason(end)).isEqualTo(ExitReason.KILLED);
  }

  private void spared(Pid pid) {
    assertThat(code.checkProcessCode(pid, M)).isFalse();
    assertThat(code.softPurge(M)).isEqualTo(new SoftPurgeResult.SoftPurged(true));
    assertThat(isAlive(pid)).isTrue();
  }

  @Test
  void v1_a_local_loop_in_its_own_receive_is_killed() {
    loadFirst();
    var pid = run("M", "local", out);
    awaitWaiting(pid);
    loadSecond();
    killed(pid);
  }

  @Test
  void v2_a_qualified_loop_that_got_no_message_between_the_loads_is_killed() {
    loadFirst();
    var pid = run("M", "qualified", out);
    awaitWaiting(pid);
    loadSecond();
    killed(pid);
  }

  @Test
  void v3_a_qualified_loop_that_got_a_message_is_on_the_new_code() {
    loadFirst();
    var pid = run("M", "qualified", out);
    assertThat(ask(pid, "go")).isEqualTo(1);
    awaitWaiting(pid);
    loadSecond();
    assertThat(ask(pid, "go")).isEqualTo(1);
    awaitWaiting(pid);
    spared(pid);
    assertThat(ask(pid, "go")).isEqualTo(2);
    awaitWaiting(pid);
    load(m(3, MEMBERS), REST);
    assertThat(code.checkProcessCode(pid, M)).isTrue();
    assertThat(ask(pid, "go")).isEqualTo(2);
    assertThat(ask(pid, "go")).isEqualTo(3);
  }

  @Test
  void v4_trapping_exits_does_not_help() {
    loadFirst();
    var pid = run("M", "trapping", out);
    awaitWaiting(pid);
    loadSecond();
    killed(pid);
  }

  @Test
  void v5_a_sleep_of_the_jdk_below_a_frame_of_the_module_is_killed() {
    loadFirst();
    var pid = run("M", "sleeping");
    awaitBlocked(pid);
    loadSecond();
    killed(pid);
  }

  @Test
  void v6_a_wait_inside_a_try_is_killed() {
    loadFirst();
    var pid = run("M", "inTry");
    awaitWaiting(pid);
    loadSecond();
    killed(pid);
  }

  @Test
  void v7_a_wait_of_another_module_as_the_last_call_is_clean() {
    loadFirst();
    var pid = run("M", "tail");
    awaitWaiting(pid);
    loadSecond();
    spared(pid);
  }

  @Test
  void v8_a_local_fun_in_the_dictionary_is_clean_and_badfun_when_it_is_called() {
    loadFirst();
    var pid = run("M", "dictionary", out);
    awaitWaiting(pid);
    loadSecond();
    spared(pid);
    assertThat(ask(pid, "go")).isEqualTo("badfun");
  }

  @Test
  void v9_a_local_fun_as_an_argument_is_clean_and_badfun_when_it_is_called() {
    loadFirst();
    var pid = run("M", "localFun", out);
    assertThat(ask(pid, "go")).isEqualTo(1);
    awaitWaiting(pid);
    loadSecond();
    assertThat(ask(pid, "go")).isEqualTo(1);
    awaitWaiting(pid);
    spared(pid);
    assertThat(ask(pid, "go")).isEqualTo("badfun");
  }

  @Test
  void v10_an_external_fun_as_an_argument_is_clean_and_reaches_the_new_code() {
    loadFirst();
    var pid = run("M", "externalFun", out);
    awaitWaiting(pid);
    loadSecond();
    spared(pid);
    assertThat(ask(pid, "go")).isEqualTo(2);
  }

  @Test
  void v11_data_that_the_old_code_made_is_clean_and_intact() {
    loadFirst();
    var pid = run("M", "literal", out);
    awaitWaiting(pid);
    loadSecond();
    spared(pid);
    assertThat(ask(pid, "go")).isEqualTo(List.of("literal", 1));
  }

  @Test
  void v12_a_stack_trace_kept_as_data_is_clean_and_intact() {
    loadFirst();
    var pid = run("M", "trace", out);
    awaitWaiting(pid);
    loadSecond();
    spared(pid);
    var trace = ((Exception) ask(pid, "go")).getStackTrace();
    assertThat(trace[0].getClassLoaderName()).isEqualTo("M@1");
  }

  @Test
  void v13_a_hibernated_process_is_clean_and_wakes_in_the_new_code() {
    loadFirst();
    var pid = run("M", "hibernating", out);
    awaitAtRest(pid);
    loadSecond();
    spared(pid);
    assertThat(ask(pid, "go")).isEqualTo("2 go");
  }

  @Test
  void v14_a_suspended_process_in_old_code_is_killed() {
    loadFirst();
    var pid = run("M", "local", out);
    awaitWaiting(pid);
    processes.suspend(pid).join();
    loadSecond();
    killed(pid);
  }

  @Test
  void v22_a_local_fun_in_the_mailbox_is_clean_and_badfun_when_it_is_called() {
    loadFirst();
    var pid = run("M", "mailbox", out);
    awaitWaiting(pid);
    loadSecond();
    spared(pid);
    assertThat(ask(pid, "go")).isEqualTo("badfun");
  }

  @Test
  void v23_a_process_that_has_not_run_yet_starts_in_the_new_code() throws Exception {
    loadFirst();
    var teller = (Fun) Objects.requireNonNull(node.call("M", "teller"));
    var pid = processes.spawn(SpawnOptions.DEFAULT.suspend(), teller, out);
    loadSecond();
    spared(pid);
    processes.resume(pid);
    assertThat(take()).isEqualTo(2);
  }

  @Test
  void v24_a_process_that_loads_its_own_module_twice_is_killed_by_its_second_call() {
    var members =
        """
        public static void loadTwice(ObjectCode first, ObjectCode second, Queue<Object> out) {
          out.add(Code.loadBinary(first));
          out.add(Code.loadBinary(second));
        }
        """;
    load(m(1, members));
    var second = TestModules.compile(m(2, members));
    var third = TestModules.compile(m(3, members));
    var end = end(run("M", "loadTwice", second, third, out));
    assertThat(take()).isInstanceOf(LoadResult.Loaded.class);
    assertThat(reason(end)).isEqualTo(ExitReason.KILLED);
    await().atMost(SOON).until(() -> code.current(M).orElseThrow().number() == 3);
    assertThat(out).isEmpty();
  }

  @Test
  void v25_a_busy_local_loop_is_killed() {
    loadFirst();
    var pid = run("M", "busy");
    awaitRuns(pid, M);
    loadSecond();
    killed(pid);
  }

  @Test
  void v25_a_busy_qualified_loop_is_on_the_new_code_soon() {
    loadFirst();
    var pid = run("M", "turning");
    awaitRuns(pid, M);
    loadSecond();
    await().atMost(SOON).until(() -> code.softPurge(M).otp());
    assertThat(isAlive(pid)).isTrue();
    assertThat(code.purge(M).killed()).isEmpty();
  }

  @Test
  void a_process_that_an_old_fun_would_start_ends_with_badfun() throws Exception {
    load(m(1, "public static Fun0<Object> fun() { return () -> v(); }"));
    var fun = (Fun) Objects.requireNonNull(node.call("M", "fun"));
    load(m(2, ""));
    assertThat(code.softPurge(M).otp()).isTrue();
    var end = end(processes.spawn(SpawnOptions.DEFAULT, fun));
    assertThat(reason(end))
        .isInstanceOfSatisfying(
            ExitReason.Crash.class, crash -> assertThat(crash.error()).isInstanceOf(BadFun.class));
  }
}
