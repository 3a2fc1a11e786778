package dev.molt.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.molt.code.CompileResult;
import dev.molt.code.ImageResult;
import dev.molt.code.KilledProcess;
import dev.molt.code.ModuleImage;
import dev.molt.code.ProcessUse;
import dev.molt.code.PurgeResult;
import dev.molt.code.SourceCompiler.CompileOutcome;
import dev.molt.process.ProcessStatus;
import dev.molt.term.Pid;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SamplesTest {
  @RegisterExtension final SampleNode samples = new SampleNode();

  // --- E3

  @Test
  void e3_survives_the_first_save_and_is_killed_by_the_second() {
    samples.load("E3");
    samples.call("E3", "start");
    var e3 = waiting("e3");

    assertThat(killed(samples.save("E3", "\"bb\"", "\"cc\""))).isEmpty();
    assertThat(samples.whereis("e3")).isEqualTo(e3);
    assertThat(samples.check("E3").killedNow()).extracting(ProcessUse::pid).containsExactly(e3);

    assertThat(killed(samples.save("E3", "\"bb\"", "\"dd\""))).containsExactly(e3);
    assertThat(samples.whereis("e3")).isNull();
  }

  @Test
  void e3_lives_for_ever_if_it_is_switched_after_each_save() {
    samples.load("E3");
    samples.call("E3", "start");
    var e3 = waiting("e3");
    for (var save = 0; save < 5; save++) {
      assertThat(killed(samples.save("E3", "\"bb\"", "\"bb " + save + "\""))).isEmpty();
      samples.call("E3", "switchCode");
      await()
          .atMost(SampleNode.PATIENCE)
          .untilAsserted(() -> assertThat(samples.check("E3").killedNow()).isEmpty());
    }
    assertThat(samples.whereis("e3")).isEqualTo(e3);
  }

  @Test
  void e3_prints_what_the_version_prints_that_it_runs() throws Exception {
    samples.load("E3");
    samples.call("E3", "start");
    var out = System.out;
    var printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      samples.call("E3", "msg");
      awaitPrinted(printed, "bb");
      samples.save("E3", "\"bb\"", "\"cc\"");
      samples.call("E3", "msg");
      awaitPrinted(printed, "bb", "bb");
      samples.call("E3", "switchCode");
      samples.call("E3", "msg");
      awaitPrinted(printed, "bb", "bb", "cc");
    } finally {
      System.setOut(out);
    }
  }

  private static void awaitPrinted(ByteArrayOutputStream printed, String... lines) {
    await()
        .atMost(SampleNode.PATIENCE)
        .untilAsserted(
            () -> assertThat(printed.toString(StandardCharsets.UTF_8)).hasLineCount(lines.length));
    assertThat(printed.toString(StandardCharsets.UTF_8).lines()).containsExactly(lines);
  }

  @Test
  void e3_compiles_purges_and_loads_itself() {
    samples.node.code().compiler(_ -> new CompileOutcome.Compiled(List.of(e3Image())));
    samples.load("E3");
    samples.call("E3", "start");
    var e3 = waiting("e3");

    assertThat(samples.call("E3", "compile")).isInstanceOf(CompileResult.Swapped.class);
    assertThat(samples.whereis("e3")).isEqualTo(e3);

    assertThat(samples.call("E3", "compile"))
        .isInstanceOfSatisfying(
            CompileResult.Swapped.class,
            swapped -> assertThat(killed(swapped.purge())).containsExactly(e3));
    assertThat(samples.whereis("e3")).isNull();
  }

  private static ModuleImage e3Image() {
    return switch (ModuleImage.of(SampleNode.edited("E3", "\"bb\"", "\"ee\""))) {
      case ImageResult.Valid(var image) -> image;
      case ImageResult.Bad(var why) -> throw new AssertionError(why);
    };
  }

  // --- Counter

  @Test
  void the_counter_keeps_its_count_through_saves_and_counts_as_the_new_code_says() {
    samples.load("Counter");
    samples.call("Counter", "start");
    var counter = samples.whereis("counter");
    assertThat(samples.call("Counter", "next")).isEqualTo(1);
    for (var save = 0; save < 5; save++) {
      var purged = samples.save("Counter", "count + 1, count + 1", "count + 10, count + 10");
      assertThat(killed(purged)).isEmpty();
    }
    assertThat(samples.call("Counter", "next")).isEqualTo(11);
    assertThat(samples.call("Counter", "value")).isEqualTo(11);
    assertThat(samples.whereis("counter")).isEqualTo(counter);
  }

  // --- The echoes

  @Test
  void a_client_of_the_passive_echo_is_named_and_cut_at_the_second_save() throws Exception {
    samples.load("PassiveEcho");
    samples.call("PassiveEcho", "start");
    var port = samples.call("PassiveEcho", "port");
    try (var client = new Client(Objects.requireNonNull(port));
        var later = new Client(port)) {
      assertThat(client.say("hello")).isEqualTo("echo: hello");
      assertThat(later.say("hello")).isEqualTo("echo: hello");

      assertThat(killed(samples.save("PassiveEcho", "echo: ", "new echo: "))).isEmpty();
      assertThat(client.say("still there?")).isEqualTo("echo: still there?");
      await()
          .atMost(SampleNode.PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(samples.check("PassiveEcho").killedNow())
                      .hasSize(2)
                      .allSatisfy(
                          use -> {
                            assertThat(use.waitsFor()).startsWith("data from 127.0.0.1:");
                            assertThat(String.valueOf(use.frame())).contains("PassiveEcho.client(");
                          }));

      assertThat(killed(samples.save("PassiveEcho", "echo: ", "newer echo: "))).hasSize(2);
      assertThat(client.hear()).isNull();
      assertThat(later.hear()).isNull();
    }
    assertThat(samples.call("PassiveEcho", "port")).isEqualTo(port);
    try (var client = new Client(port)) {
      assertThat(client.say("hello")).isEqualTo("newer echo: hello");
    }
  }

  @Test
  void a_client_of_the_active_echo_stays_connected_and_gets_the_new_behaviour() throws Exception {
    samples.load("ActiveEcho");
    samples.call("ActiveEcho", "start");
    var port = samples.call("ActiveEcho", "port");
    try (var client = new Client(Objects.requireNonNull(port))) {
      assertThat(client.say("hello")).isEqualTo("echo: hello");
      for (var save = 1; save <= 4; save++) {
        var purged = samples.save("ActiveEcho", "\"echo: \"", "\"" + save + ": \"");
        assertThat(killed(purged)).isEmpty();
        assertThat(client.say("hello")).isEqualTo(save + ": hello");
      }
    }
  }

  // --- Busy

  @ParameterizedTest
  @ValueSource(
      strings = {
        "whileTrue",
        "swallowsThrowable",
        "inLambda",
        "inNestedClass",
        "inConstructor",
        "inRecord",
        "forEach",
        "comparator",
        "recursion",
        "onlyCatch"
      })
  void a_busy_process_in_old_code_is_named_and_killed(String kind) {
    samples.load("Busy");
    var busy = (Pid) samples.call("Busy", "start", kind);
    assertThat(samples.whereis("busy_" + kind)).isEqualTo(busy);
    await()
        .atMost(SampleNode.PATIENCE)
        .until(() -> samples.check("Busy").onOldCodeAfter().size() == 1);

    assertThat(killed(samples.save("Busy", "\"again\"", "\"once more\""))).isEmpty();
    assertThat(samples.check("Busy").killedNow()).extracting(ProcessUse::pid).containsExactly(busy);

    assertThat(killed(samples.save("Busy", "\"again\"", "\"and again\""))).containsExactly(busy);
    assertThat(samples.whereis("busy_" + kind)).isNull();
  }

  @Test
  void while_four_busy_ones_spin_other_servers_answer_and_all_four_are_killed() {
    var kinds = List.of("whileTrue", "swallowsThrowable", "forEach", "recursion");
    samples.load("Counter");
    samples.load("Busy");
    samples.call("Counter", "start");
    var busy = kinds.stream().map(kind -> (Pid) samples.call("Busy", "start", kind)).toList();

    var started = System.nanoTime();
    assertThat(samples.call("Counter", "next")).isEqualTo(1);
    System.out.printf(
        "beside four busy ones the counter answered after %d ms%n",
        (System.nanoTime() - started) / 1_000_000);
    samples.save("Busy", "\"again\"", "\"once more\"");
    assertThat(samples.call("Counter", "next")).isEqualTo(2);

    assertThat(killed(samples.save("Busy", "\"again\"", "\"and again\"")))
        .containsExactlyInAnyOrderElementsOf(busy);
    assertThat(samples.call("Counter", "next")).isEqualTo(3);
  }

  // --- Questions

  private static List<Pid> killed(PurgeResult result) {
    assertThat(result).isInstanceOf(PurgeResult.Purged.class);
    return ((PurgeResult.Purged) result).killed().stream().map(KilledProcess::pid).toList();
  }

  /** The process of this name, once it waits in its own code. */
  private Pid waiting(String name) {
    var pid = Objects.requireNonNull(samples.whereis(name));
    await()
        .atMost(SampleNode.PATIENCE)
        .until(
            () ->
                samples.node.processes().view(pid).orElseThrow().status()
                    instanceof ProcessStatus.Waiting);
    return pid;
  }
}
