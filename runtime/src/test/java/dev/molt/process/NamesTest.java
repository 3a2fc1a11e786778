package dev.molt.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** OTP: process_SUITE: bad_register and its kin. */
class NamesTest {
  @RegisterExtension final TestNode node = new TestNode();

  private void refuses(Proc0 act) {
    assertThatThrownBy(() -> node.run(act)).isInstanceOf(BadArgException.class);
  }

  @Test
  void a_registered_process_is_found_and_reached_by_its_name() throws Exception {
    Pid pid = node.spawn(() -> assertThat(Process.receive()).isEqualTo("hello"));
    node.run(
        () -> {
          Process.register("greeted", pid);
          assertThat(Process.whereis("greeted")).isEqualTo(pid);
          assertThat(Process.registered()).containsExactly("greeted");
          Process.send("greeted", "hello");
        });
    assertThat(node.reasonOf(pid)).isEqualTo(ExitReason.NORMAL);
  }

  @Test
  void a_name_that_is_taken_a_second_name_and_a_dead_process_are_refused() throws Exception {
    Pid a = node.idle();
    Pid b = node.idle();
    node.processes.register("a", a);
    refuses(() -> Process.register("a", b));
    refuses(() -> Process.register("another", a));
    assertThat(node.view(a).name()).isEqualTo("a");
    node.processes.exit(b, ExitReason.KILL);
    refuses(() -> Process.register("b", b));
  }

  @Test
  void a_name_can_be_freed_and_given_again() throws Exception {
    Pid a = node.idle();
    Pid b = node.idle();
    node.run(
        () -> {
          Process.register("name", a);
          Process.unregister("name");
          assertThat(Process.whereis("name")).isNull();
          Process.register("name", b);
          assertThat(Process.whereis("name")).isEqualTo(b);
        });
    refuses(() -> Process.unregister("nobody"));
  }

  @Test
  void a_process_can_be_born_with_a_name() throws Exception {
    Pid pid = node.processes.spawn(SpawnOptions.DEFAULT.named("born"), TestNode.IDLE);
    assertThat(node.processes.whereis("born")).isEqualTo(pid);
    assertThatThrownBy(
            () -> node.processes.spawn(SpawnOptions.DEFAULT.named("born"), TestNode.IDLE))
        .isInstanceOf(BadArgException.class);
    assertThat(node.processes.count()).isEqualTo(1);
  }
}
