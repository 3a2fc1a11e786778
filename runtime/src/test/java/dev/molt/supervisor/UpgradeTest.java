package dev.molt.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.code.ModuleImage;
import dev.molt.code.ModuleName;
import dev.molt.code.Prepared;
import dev.molt.code.PurgeOptions;
import dev.molt.code.TestModules;
import dev.molt.code.TestNode;
import dev.molt.process.ProcessStatus;
import dev.molt.process.StartResult;
import dev.molt.server.Servers;
import dev.molt.sys.CallOutcome;
import dev.molt.sys.ChangeCodeResult;
import dev.molt.sys.ModuleChange;
import dev.molt.sys.Runner;
import dev.molt.sys.StateChange;
import dev.molt.sys.Sys;
import dev.molt.sys.Upgrade;
import dev.molt.sys.UpgradeOptions;
import dev.molt.sys.UpgradeResult;
import dev.molt.sys.UpgradeResult.RolledBack;
import dev.molt.sys.UpgradeResult.Upgraded;
import dev.molt.term.Pid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Upgrades of several modules with their processes, of all behaviours. OTP: release_handler_SUITE,
 * upgrade and otp_2740, as far as they are about processes.
 */
class UpgradeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final UpgradeOptions PATIENT = UpgradeOptions.DEFAULT.answers(PATIENCE);

  private final TestNode node = new TestNode();
  private final Servers servers = new Servers(node.processes);

  @AfterEach
  void close() {
    node.close();
  }

  /**
   * A server whose state is a text; its answer is its version and that.
   *
   * @param change the body of its codeChange; empty for none
   */
  private static String server(String module, int version, String change) {
    var codeChange =
        change.isEmpty()
            ? ""
            : "public CodeChangeResult<String> codeChange(Object vsn, Object state, Object extra) {"
                + change
                + "}";
    return """
    import dev.molt.server.*;
    import dev.molt.sys.*;

    @Vsn("%2$d")
    public class %1$s implements GenServer<String> {
      public static StartResult start() { return Server.start(%1$s.class, "fresh"); }

      public static StartResult startLink() { return Server.startLink(%1$s.class, "fresh"); }

      public static Pid loop() { return Process.spawn(() -> Process.receive(message -> null)); }

      public InitResult<String> init(Object args) { return GenServer.ok((String) args); }

      public CallResult<String> handleCall(Object request, From from, String state) {
        if (request.equals("block")) Process.receive(message -> message.equals("go on") ? message : null);
        return GenServer.reply("%2$d:" + state, state);
      }

      %3$s
    }
    """
        .formatted(module, version, codeChange);
  }

  private static String changing(String module, int version) {
    return server(
        module,
        version,
        "return CodeChangeResult.ok(state + \"/\" + vsn + \">\" + " + version + " + extra);");
  }

  private Prepared prepare(String... sources) {
    List<ModuleImage> images = new ArrayList<>();
    for (var source : sources) images.add(TestModules.image(source));
    var result = node.code.prepare(images);
    assertThat(result).isInstanceOf(Prepared.class);
    return (Prepared) result;
  }

  private static ModuleChange change(String module, StateChange state, String... on) {
    return new ModuleChange(
        ModuleName.of(module), state, List.of(on).stream().map(ModuleName::of).toList());
  }

  private static StateChange declared() {
    return new StateChange.Declared("!");
  }

  private UpgradeResult upgrade(
      Prepared prepared, UpgradeOptions options, ModuleChange... changes) {
    return new Upgrade(node.processes, node.code, prepared, List.of(changes), options).run();
  }

  private Pid start(String module) throws Exception {
    return Family.pid((StartResult) Objects.requireNonNull(node.call(module, "start")));
  }

  private @Nullable Object ask(Pid server) {
    var outcome = servers.call(server, "?", PATIENCE);
    assertThat(outcome).isInstanceOf(CallOutcome.Replied.class);
    return ((CallOutcome.Replied) outcome).value();
  }

  @Test
  void all_servers_of_all_modules_are_on_the_new_code_with_their_states_changed() throws Exception {
    node.load(changing("A", 1));
    node.load(changing("B", 1));
    var a = start("A");
    var other = start("A");
    var b = start("B");

    var result =
        upgrade(
            prepare(changing("A", 2), changing("B", 2)),
            PATIENT,
            change("A", declared(), "B"),
            change("B", declared()));

    assertThat(result)
        .isInstanceOfSatisfying(
            Upgraded.class,
            done -> {
              assertThat(done.changed())
                  .as("dependencies first")
                  .startsWith(new Runner(b, "B"))
                  .contains(new Runner(a, "A"), new Runner(other, "A"))
                  .hasSize(3);
              assertThat(done.late()).isEmpty();
              assertThat(done.old()).isEmpty();
            });
    assertThat(ask(a)).isEqualTo("2:fresh/1>2!");
    assertThat(ask(other)).isEqualTo("2:fresh/1>2!");
    assertThat(ask(b)).isEqualTo("2:fresh/1>2!");
    assertThat(node.code.checkOldCode(ModuleName.of("A"))).isFalse();
  }

  @Test
  void a_server_without_a_change_of_code_notices_nothing() throws Exception {
    node.load(server("A", 1, ""));
    var a = start("A");

    var result = upgrade(prepare(server("A", 2, "")), PATIENT, change("A", declared()));

    assertThat(result)
        .isInstanceOfSatisfying(Upgraded.class, done -> assertThat(done.changed()).isEmpty());
    assertThat(ask(a)).isEqualTo("2:fresh");
  }

  @Test
  void a_change_that_must_be_and_cannot_is_a_failure() throws Exception {
    node.load(server("A", 1, ""));
    var a = start("A");

    var result =
        upgrade(prepare(server("A", 2, "")), PATIENT, change("A", new StateChange.Always("extra")));

    assertThat(result)
        .isInstanceOfSatisfying(
            RolledBack.class,
            back -> assertThat(back.why()).isInstanceOf(ChangeCodeResult.Crashed.class));
    assertThat(ask(a)).isEqualTo("1:fresh");
  }

  @Test
  void servers_may_rest_without_a_change() throws Exception {
    node.load(changing("A", 1));
    var a = start("A");

    var result =
        upgrade(prepare(changing("A", 2)), PATIENT, change("A", new StateChange.Suspended()));

    assertThat(result).isInstanceOf(Upgraded.class);
    assertThat(ask(a)).isEqualTo("2:fresh");
    assertThat(Sys.of(node.processes, a).getStatus().suspended()).isFalse();
  }

  @Test
  void one_that_cannot_change_brings_all_back_with_their_states() throws Exception {
    node.load(changing("A", 1));
    node.load(changing("B", 1));
    var a = start("A");
    var b = start("B");

    var result =
        upgrade(
            prepare(server("A", 2, "return CodeChangeResult.error(\"nope\");"), changing("B", 2)),
            PATIENT,
            change("A", declared(), "B"),
            change("B", declared()));

    assertThat(result)
        .isEqualTo(
            new RolledBack(new Runner(a, "A"), new ChangeCodeResult.Refused("nope"), List.of()));
    assertThat(ask(a)).isEqualTo("1:fresh");
    assertThat(ask(b)).isEqualTo("1:fresh");
    assertThat(node.code.current(ModuleName.of("B")).orElseThrow().number()).isEqualTo(1);
    assertThat(node.code.checkOldCode(ModuleName.of("A"))).isFalse();

    var again = upgrade(prepare(changing("A", 3)), PATIENT, change("A", declared()));
    assertThat(again).isInstanceOf(Upgraded.class);
    assertThat(ask(a)).isEqualTo("3:fresh/1>3!");
  }

  @Test
  void one_that_takes_too_long_to_change_brings_all_back_too() throws Exception {
    node.load(changing("A", 1));
    var a = start("A");
    var slow =
        server(
            "A",
            2,
            "Process.receive(message -> message.equals(\"go on\") ? message : null);"
                + "return CodeChangeResult.ok(\"late\");");

    var result =
        upgrade(
            prepare(slow),
            UpgradeOptions.DEFAULT.answers(Duration.ofMillis(300)),
            change("A", declared()));
    node.processes.send(a, "go on");

    assertThat(result).isEqualTo(new RolledBack(new Runner(a, "A"), null, List.of()));
    assertThat(ask(a)).isEqualTo("1:fresh");
  }

  @Test
  void an_upgrade_is_refused_while_somebody_runs_old_code() throws Exception {
    node.load(changing("A", 1));
    var loop = (Pid) Objects.requireNonNull(node.call("A", "loop"));
    awaitInside(loop);
    node.load(changing("A", 2));
    var a = start("A");

    var result = upgrade(prepare(changing("A", 3)), PATIENT, change("A", declared()));

    assertThat(result)
        .isInstanceOfSatisfying(
            UpgradeResult.OldProcesses.class,
            refused -> {
              assertThat(refused.module()).isEqualTo(ModuleName.of("A"));
              assertThat(refused.processes()).hasSize(1);
            });
    assertThat(node.processes.isAlive(loop)).isTrue();
    assertThat(ask(a)).isEqualTo("2:fresh");
  }

  private void awaitInside(Pid process) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                node.processes.view(process).orElseThrow().status()
                    instanceof ProcessStatus.Waiting);
  }

  @Test
  void an_upgrade_that_may_kill_kills_them_first() throws Exception {
    node.load(changing("A", 1));
    var loop = (Pid) Objects.requireNonNull(node.call("A", "loop"));
    awaitInside(loop);
    node.load(changing("A", 2));
    var a = start("A");

    var result =
        upgrade(
            prepare(changing("A", 3)),
            PATIENT.killing(PurgeOptions.DEFAULT),
            change("A", declared()));

    assertThat(result)
        .isInstanceOfSatisfying(Upgraded.class, done -> assertThat(done.killed()).hasSize(1));
    assertThat(node.processes.isAlive(loop)).isFalse();
    assertThat(ask(a)).isEqualTo("3:fresh/2>3!");
  }

  @Test
  void one_that_runs_the_code_that_becomes_old_is_told() throws Exception {
    node.load(changing("A", 1));
    var loop = (Pid) Objects.requireNonNull(node.call("A", "loop"));
    awaitInside(loop);

    var result = upgrade(prepare(changing("A", 2)), PATIENT, change("A", declared()));

    assertThat(result)
        .isInstanceOfSatisfying(
            Upgraded.class, done -> assertThat(done.old()).containsExactly(ModuleName.of("A")));
    assertThat(node.processes.isAlive(loop)).isTrue();
  }

  @Test
  void a_busy_server_changes_its_state_as_soon_as_it_is_free() throws Exception {
    node.load(changing("A", 1));
    var a = start("A");
    var call = node.start(() -> servers.call(a, "block", PATIENCE));
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> node.processes.view(a).orElseThrow().inModule());

    var result =
        upgrade(
            prepare(changing("A", 2)),
            UpgradeOptions.DEFAULT.answers(Duration.ofMillis(100)),
            change("A", declared()));
    node.processes.send(a, "go on");

    assertThat(result)
        .isInstanceOfSatisfying(Upgraded.class, done -> assertThat(done.late()).containsExactly(a));
    assertThat(TestNode.get(call)).isEqualTo(new CallOutcome.Replied("1:fresh"));
    assertThat(ask(a)).isEqualTo("2:fresh/1>2!");
  }

  @Test
  void what_the_code_server_refuses_leaves_all_as_it_was() throws Exception {
    node.load(changing("A", 1));
    var a = start("A");
    var prepared = prepare(changing("A", 3));
    node.code.stick(ModuleName.of("A"));

    var result = upgrade(prepared, PATIENT, change("A", declared()));

    assertThat(result).isInstanceOf(UpgradeResult.NotLoaded.class);
    assertThat(ask(a)).isEqualTo("1:fresh");
  }

  private static String supervisor(int version, String children) {
    return """
    import dev.molt.server.*;
    import dev.molt.supervisor.*;

    @Vsn("%1$d")
    public class Sup implements Supervisor {
      public static StartResult start() { return Supervision.start(Process.processes(), "sup", Sup.class, null); }

      public SupervisorInit init(Object args) {
        return SupervisorInit.ok(SupervisorFlags.of(Strategy.ONE_FOR_ONE).intensity(%1$d, Duration.ofSeconds(5)), %2$s);
      }
    }
    """
        .formatted(version, children);
  }

  private static final String CHILD = "ChildSpec.of(\"%s\", A::startLink)";

  private void loadSupervised() {
    var sources = TestModules.compileAll(supervisor(1, CHILD.formatted("a")), changing("A", 1));
    sources.values().forEach(code -> TestNode.loaded(node.code.load(code)));
  }

  @Test
  void a_supervisor_takes_its_new_specifications_and_starts_none_of_them() throws Exception {
    loadSupervised();
    var sup = start("Sup");
    var supervision = Supervision.of(node.processes, sup);
    var child = supervision.whichChildren().getFirst().pid();
    assertThat(supervision.whichChildren().getFirst().modules()).isEqualTo(Modules.of("A"));

    var next =
        TestModules.image(
            TestModules.compile(
                supervisor(2, CHILD.formatted("a") + ", " + CHILD.formatted("b")),
                changing("A", 1)));
    var result =
        upgrade((Prepared) node.code.prepare(List.of(next)), PATIENT, change("Sup", declared()));

    assertThat(result)
        .isInstanceOfSatisfying(
            Upgraded.class,
            done -> assertThat(done.changed()).containsExactly(new Runner(sup, "Sup")));
    assertThat(supervision.whichChildren()).extracting(Child::id).containsExactly("b", "a");
    assertThat(supervision.whichChildren().getLast().pid()).isEqualTo(child);
    assertThat(supervision.restartChild("b")).isInstanceOf(ChildResult.Started.class);
  }

  @Test
  void a_supervisor_that_is_brought_back_has_its_specifications_of_before() throws Exception {
    loadSupervised();
    var sup = start("Sup");
    var supervision = Supervision.of(node.processes, sup);
    var images =
        TestModules.compileAll(
            supervisor(2, CHILD.formatted("b")),
            server("A", 2, "throw new IllegalStateException(\"boom\");"));
    var prepared =
        (Prepared) node.code.prepare(images.values().stream().map(TestModules::image).toList());

    var result =
        upgrade(prepared, PATIENT, change("A", declared(), "Sup"), change("Sup", declared()));

    assertThat(result).isInstanceOf(RolledBack.class);
    assertThat(supervision.whichChildren()).extracting(Child::id).containsExactly("a");
    var child = supervision.whichChildren().getFirst().pid();
    if (child == null) throw new AssertionError("it does not run");
    assertThat(ask(child)).isEqualTo("1:fresh");
  }

  private static String handler(int version) {
    return """
    import dev.molt.event.*;
    import dev.molt.server.*;
    import dev.molt.sys.*;

    @Vsn("%1$d")
    public class H implements EventHandler<String> {
      public static StartResult start() {
        var started = GenEvent.start(Process.processes(), "events", StartOptions.DEFAULT);
        GenEvent.of("events").addHandler(HandlerId.of(H.class), "fresh");
        return started;
      }

      public static Object ask() {
        return ((HandlerResult.Replied) GenEvent.of("events").call(HandlerId.of(H.class), "?")).value();
      }

      public HandlerInit<String> init(Object args) { return HandlerInit.ok((String) args); }

      public EventResult<String> handleEvent(Object event, String state) { return EventResult.ok(state); }

      public EventCallResult<String> handleCall(Object request, String state) {
        return EventCallResult.reply("%1$d:" + state, state);
      }

      public CodeChangeResult<String> codeChange(Object vsn, Object state, Object extra) {
        return CodeChangeResult.ok(state + "/" + vsn + ">%1$d");
      }
    }
    """
        .formatted(version);
  }

  @Test
  void an_event_manager_changes_the_states_of_the_handlers_of_the_module() throws Exception {
    node.load(handler(1));
    var manager = start("H");
    assertThat(node.call("H", "ask")).isEqualTo("1:fresh");

    var result = upgrade(prepare(handler(2)), PATIENT, change("H", declared()));

    assertThat(result)
        .isInstanceOfSatisfying(
            Upgraded.class,
            done -> assertThat(done.changed()).containsExactly(new Runner(manager, "H")));
    assertThat(node.call("H", "ask")).isEqualTo("2:fresh/1>2");
  }

  @Test
  void nobody_who_asks_during_upgrades_gets_a_wrong_answer_or_none() throws Exception {
    node.load(counting(1));
    List<Pid> counters = new ArrayList<>();
    for (var i = 0; i < 20; i++) counters.add(start("C"));
    var stop = new AtomicBoolean();
    List<CompletableFuture<Integer>> clients = new ArrayList<>();
    for (var i = 0; i < 4; i++) {
      var first = i;
      clients.add(node.start(() -> client(counters, first, stop)));
    }

    for (var version = 2; version <= 10; version++) {
      var result = upgrade(prepare(counting(version)), PATIENT, change("C", declared()));
      assertThat(result).isInstanceOf(Upgraded.class);
    }
    stop.set(true);

    var calls = 0;
    for (var client : clients) calls += TestNode.get(client);
    var counted = 0;
    for (var counter : counters) {
      var state = (Object[]) Objects.requireNonNull(Sys.of(node.processes, counter).getState());
      assertThat(state[0]).isEqualTo(10);
      counted += (Integer) Objects.requireNonNull(state[1]);
    }
    assertThat(counted).isEqualTo(calls).isPositive();
  }

  /** Every version keeps its own number in its state, and never meets another one. */
  private static String counting(int version) {
    return """
    import dev.molt.server.*;
    import dev.molt.sys.*;

    public class C implements GenServer<Object[]> {
      public static StartResult start() { return Server.start(C.class, null); }

      public InitResult<Object[]> init(Object args) { return GenServer.ok(new Object[] {%1$d, 0}); }

      public CallResult<Object[]> handleCall(Object request, From from, Object[] state) {
        if (!state[0].equals(%1$d)) throw new IllegalStateException("%1$d got the state of " + state[0]);
        return GenServer.reply("ok", new Object[] {%1$d, (Integer) state[1] + 1});
      }

      public CodeChangeResult<Object[]> codeChange(Object vsn, Object state, Object extra) {
        return CodeChangeResult.ok(new Object[] {%1$d, ((Object[]) state)[1]});
      }
    }
    """
        .formatted(version);
  }

  private int client(List<Pid> counters, int first, AtomicBoolean stop) {
    var calls = 0;
    while (!stop.get()) {
      var counter = counters.get((first + calls) % counters.size());
      var outcome = servers.call(counter, "count", PATIENCE);
      if (!outcome.equals(new CallOutcome.Replied("ok"))) {
        throw new AssertionError("call " + calls + ": " + outcome);
      }
      calls++;
    }
    return calls;
  }
}
