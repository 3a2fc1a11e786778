package dev.molt.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.code.Falls.Fall;
import dev.molt.term.Pid;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FallsTest {
  private static final Pid A = new Pid(0, 1);
  private static final Pid B = new Pid(0, 2);
  private static final Pid C = new Pid(0, 3);
  private static final Pid D = new Pid(0, 4);

  private static List<Fall> falls(List<Pid> victims, Map<Pid, List<Pid>> links, Set<Pid> trapping) {
    return Falls.of(
        victims,
        new Falls.Links() {
          @Override
          public List<Pid> of(Pid pid) {
            return links.getOrDefault(pid, List.of());
          }

          @Override
          public boolean trapsExit(Pid pid) {
            return trapping.contains(pid);
          }
        });
  }

  @Test
  void a_chain_falls_link_by_link_up_to_one_who_traps() {
    var links = Map.of(A, List.of(B), B, List.of(A, C), C, List.of(B, D), D, List.of(C));
    assertThat(falls(List.of(A), links, Set.of()))
        .containsExactly(new Fall(B, A, A), new Fall(C, B, A), new Fall(D, C, A));
    assertThat(falls(List.of(A), links, Set.of(C))).containsExactly(new Fall(B, A, A));
  }

  @Test
  void a_victim_does_not_fall_and_nobody_falls_twice() {
    var links = Map.of(A, List.of(B, C), B, List.of(A, C), C, List.of(A, B));
    assertThat(falls(List.of(A, B), links, Set.of())).containsExactly(new Fall(C, A, A));
  }

  @Test
  void a_victim_falls_though_it_traps_and_takes_its_links_along() {
    assertThat(falls(List.of(A), Map.of(A, List.of(B)), Set.of(A)))
        .containsExactly(new Fall(B, A, A));
  }
}
