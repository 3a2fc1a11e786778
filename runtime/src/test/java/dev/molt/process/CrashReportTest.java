package dev.molt.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** OTP: proc_lib_SUITE: crash. */
class CrashReportTest {
  private static final ExitReason BOOM = new ExitReason.Other("boom");

  @RegisterExtension final TestNode node = new TestNode();
  private final ConcurrentHashMap<Pid, Death> deaths = new ConcurrentHashMap<>();

  @BeforeEach
  void listen() {
    node.processes.addDeathListener(death -> deaths.put(death.pid(), death));
  }

  private @Nullable CrashReport reportOf(Pid pid) {
    node.reasonOf(pid);
    TestNode.until(() -> deaths.containsKey(pid));
    return Objects.requireNonNull(deaths.get(pid)).crash();
  }

  private Pid reporting(Proc0 body) {
    return node.processes.spawn(SpawnOptions.DEFAULT.reportExits(), body);
  }

  @Test
  void a_throw_is_reported_with_ancestors_and_neighbours() throws Exception {
    CompletableFuture<Pid> parent = new CompletableFuture<>();
    CompletableFuture<Pid> child = new CompletableFuture<>();
    Pid grandparent =
        node.spawn(
            () -> {
              parent.complete(
                  Process.spawn(
                      () -> {
                        Process.trapExit(true);
                        child.complete(
                            Process.spawnLink(
                                () -> {
                                  Process.receive();
                                  Process.register("crashing", Process.self());
                                  Process.send(Process.self(), "unread");
                                  throw TestNode.onPurpose();
                                }));
                        TestNode.waitForEver();
                      }));
              TestNode.waitForEver();
            });
    Pid crashing = TestNode.await(child);
    node.processes.send(crashing, "crash");
    CrashReport report = Objects.requireNonNull(reportOf(crashing));
    assertThat(report.name()).isEqualTo("crashing");
    assertThat(report.ancestors()).containsExactly(TestNode.await(parent), grandparent);
    assertThat(report.neighbours()).containsExactly(TestNode.await(parent));
    assertThat(report.mailbox()).isEqualTo(1);
    assertThat(report.text()).contains("crashing", "on purpose", getClass().getSimpleName());
  }

  @Test
  void ends_in_good_order_and_by_signals_are_not_reported() {
    assertThat(reportOf(reporting(() -> {}))).isNull();
    assertThat(reportOf(reporting(() -> Process.exit(ExitReason.NORMAL)))).isNull();
    assertThat(reportOf(reporting(() -> Process.exit(ExitReason.SHUTDOWN)))).isNull();
    assertThat(reportOf(reporting(() -> Process.exit(new ExitReason.Shutdown("why"))))).isNull();
    Pid killed = reporting(TestNode.IDLE);
    node.processes.exit(killed, ExitReason.KILL);
    assertThat(reportOf(killed)).isNull();
  }

  @Test
  void an_abnormal_exit_of_ones_own_is_reported_of_those_who_asked_for_it() {
    assertThat(reportOf(node.spawn(() -> Process.exit(BOOM)))).isNull();
    CrashReport report = reportOf(reporting(() -> Process.exit(BOOM)));
    assertThat(Objects.requireNonNull(report).reason()).isEqualTo(BOOM);
  }

  @Test
  void a_report_whose_words_fail_does_not_keep_its_process_alive() {
    Pid pid =
        node.spawn(
            () -> {
              throw new RuntimeException() {
                @Override
                public String getMessage() {
                  throw TestNode.onPurpose();
                }
              };
            });
    assertThat(node.reasonOf(pid)).isInstanceOf(ExitReason.Crash.class);
    TestNode.until(() -> node.processes.count() == 0);
  }

  @Test
  void a_report_whose_words_do_not_end_is_ended_as_a_busy_process_is() {
    Pid pid =
        node.spawn(
            () -> {
              throw new RuntimeException() {
                @Override
                public String getMessage() {
                  while (true) Process.exitIfDoomed();
                }
              };
            });
    assertThat(node.reasonOf(pid)).isInstanceOf(ExitReason.Crash.class);
    TestNode.until(() -> node.processes.count() == 0);
  }
}
