package dev.molt.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TrampolineTest {
  @RegisterExtension final TestNode node = new TestNode();

  private static Next countDown(int left) {
    return left == 0
        ? Next.stop(new ExitReason.Other(new Throwable().getStackTrace().length))
        : Next.call(TrampolineTest::countDown, left - 1);
  }

  @Test
  void a_loop_of_next_needs_no_more_stack_with_each_round() {
    ExitReason shallow =
        node.reasonOf(node.processes.spawn(SpawnOptions.DEFAULT, (Fun0<Next>) () -> countDown(1)));
    ExitReason deep =
        node.reasonOf(
            node.processes.spawn(SpawnOptions.DEFAULT, (Fun0<Next>) () -> countDown(100_000)));
    assertThat(deep).isEqualTo(shallow);
  }

  @Test
  void a_fun_gets_up_to_four_arguments() {
    List<Fun> funs =
        List.of(
            (Fun0<Next>) () -> stop(),
            (Fun1<Object, Next>) a -> stop(a),
            (Fun2<Object, Object, Next>) (a, b) -> stop(a, b),
            (Fun3<Object, Object, Object, Next>) (a, b, c) -> stop(a, b, c),
            (Fun4<Object, Object, Object, Object, Next>) (a, b, c, d) -> stop(a, b, c, d));
    for (int count = 0; count <= 4; count++) {
      Object[] arguments = List.of(1, 2, 3, 4).subList(0, count).toArray();
      Pid pid = node.processes.spawn(SpawnOptions.DEFAULT, funs.get(count), arguments);
      assertThat(node.reasonOf(pid)).isEqualTo(new ExitReason.Other(List.of(arguments)));
    }
  }

  private static Next stop(Object... arguments) {
    return Next.stop(new ExitReason.Other(List.of(arguments)));
  }

  @Test
  void a_fun_that_is_called_with_a_wrong_number_of_arguments_crashes_its_process() {
    Pid pid = node.processes.spawn(SpawnOptions.DEFAULT, (Fun1<Object, Object>) a -> a);
    assertThat(node.reasonOf(pid)).isInstanceOf(ExitReason.Crash.class);
  }

  /** OTP: hibernate_SUITE. */
  @Nested
  class Hibernate {
    private final ConcurrentLinkedQueue<Object> seen = new ConcurrentLinkedQueue<>();

    private Next woke() {
      seen.add(Process.receive());
      return Next.hibernate(this::woke);
    }

    private Pid hibernated() {
      Pid pid =
          node.processes.spawn(SpawnOptions.DEFAULT, (Fun0<Next>) () -> Next.hibernate(this::woke));
      node.awaitRest(pid);
      return pid;
    }

    @Test
    void basic_it_sleeps_without_a_stack_and_wakes_with_each_message() {
      Pid pid = hibernated();
      for (int i = 1; i <= 100; i++) {
        int sent = i;
        node.processes.send(pid, sent);
        TestNode.until(() -> seen.size() == sent);
      }
      node.awaitRest(pid);
      TestNode.until(() -> node.view(pid).thread() == null);
      assertThat(node.view(pid).frames()).isEmpty();
      assertThat(node.view(pid).inModule()).isFalse();
      assertThat(node.status(pid))
          .isInstanceOfSatisfying(
              ProcessStatus.Waiting.class,
              waiting -> assertThat(waiting.what()).contains("hibernated"));
    }

    @Test
    void messages_in_queue_it_does_not_sleep_while_there_is_mail() {
      Pid pid =
          node.processes.spawn(
              SpawnOptions.DEFAULT,
              (Fun0<Next>)
                  () -> {
                    Process.send(Process.self(), "early");
                    return Next.hibernate(() -> Next.stop(new ExitReason.Other(Process.receive())));
                  });
      assertThat(node.reasonOf(pid)).isEqualTo(new ExitReason.Other("early"));
    }

    @Test
    void undefined_mfa_a_crash_after_waking_is_the_end() {
      Pid pid =
          node.processes.spawn(
              SpawnOptions.DEFAULT,
              (Fun0<Next>)
                  () ->
                      Next.hibernate(
                          () -> {
                            throw TestNode.onPurpose();
                          }));
      node.awaitRest(pid);
      node.processes.send(pid, "wake");
      assertThat(node.reasonOf(pid)).isInstanceOf(ExitReason.Crash.class);
    }

    @Test
    void an_exit_signal_ends_it_in_its_sleep() {
      Pid pid = hibernated();
      node.processes.exit(pid, ExitReason.KILL);
      assertThat(node.reasonOf(pid)).isEqualTo(ExitReason.KILLED);
      assertThat(seen).isEmpty();
    }

    @Test
    void suspending_and_resuming_does_not_wake_it() throws Exception {
      Pid pid = hibernated();
      node.run(
          () -> {
            Process.suspend(pid);
            Process.resume(pid);
          });
      node.awaitRest(pid);
      assertThat(seen).isEmpty();
      node.processes.send(pid, "now");
      TestNode.until(() -> seen.contains("now"));
    }

    @Test
    void no_message_is_lost_between_waking_and_sleeping_again() throws Exception {
      Pid pid = hibernated();
      int senders = 4;
      int each = 5_000;
      for (int s = 0; s < senders; s++) {
        node.spawn(
            () -> {
              for (int i = 0; i < each; i++) Process.send(pid, i);
            });
      }
      TestNode.until(() -> seen.size() == senders * each);
      node.awaitRest(pid);
    }
  }

  @Nested
  class Depth {
    @Test
    void a_body_is_module_code_and_a_body_of_the_runtime_is_not() {
      Pid module = node.idle();
      Fun0<Object> loop =
          (Fun0<Object> & RuntimeCode)
              () -> {
                TestNode.waitForEver();
                return true;
              };
      Pid runtime = node.processes.spawn(SpawnOptions.DEFAULT, loop);
      node.awaitRest(module, runtime);
      assertThat(node.view(module).inModule()).isTrue();
      assertThat(node.view(runtime).inModule()).isFalse();
    }

    @Test
    void the_runtimes_loop_brackets_its_calls_into_a_module() {
      Fun0<Object> loop =
          (Fun0<Object> & RuntimeCode)
              () -> {
                Process.enterModule();
                try {
                  Process.receive();
                } finally {
                  Process.leaveModule();
                }
                return Process.receive();
              };
      Pid pid = node.processes.spawn(SpawnOptions.DEFAULT, loop);
      node.awaitRest(pid);
      assertThat(node.view(pid).inModule()).isTrue();
      node.processes.send(pid, "on");
      TestNode.until(() -> !node.view(pid).inModule());
    }
  }
}
