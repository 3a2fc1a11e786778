package dev.molt.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.molt.event.Recorder.Heard;
import dev.molt.event.Recorder.OnCall;
import dev.molt.event.Recorder.OnEvent;
import dev.molt.event.Recorder.State;
import dev.molt.process.Proc0;
import dev.molt.process.Process;
import dev.molt.process.ProcessStatus;
import dev.molt.process.StartResult;
import dev.molt.process.TestNode;
import dev.molt.server.StartOptions;
import dev.molt.sys.BadReturnValue;
import dev.molt.sys.ChangeCodeResult;
import dev.molt.sys.Sys;
import dev.molt.term.DownMessage;
import dev.molt.term.ExitMessage;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** OTP: gen_event_SUITE. */
class GenEventTest {
  private static final HandlerId RECORDER = HandlerId.of(Recorder.class);
  private static final ExitReason BOOM = new ExitReason.Other("boom");

  @RegisterExtension final TestNode node = new TestNode();

  private static HandlerId numbered(int id) {
    return HandlerId.of(Recorder.class, id);
  }

  private static GenEvent manager() {
    var started = GenEvent.startLink(null, StartOptions.DEFAULT);
    assertThat(started).isInstanceOf(StartResult.Started.class);
    return GenEvent.of(((StartResult.Started) started).pid());
  }

  private static State state(String name) {
    return new State(name, Process.self());
  }

  private static Object heard() {
    return Process.receive();
  }

  private static void heardNothing() {
    assertThat(Process.receive(Duration.ZERO)).isNull();
  }

  @Test
  void a_manager_starts_under_a_name_and_stops() throws Exception {
    // OTP: start, stop.
    node.run(
        () -> {
          Process.trapExit(true);
          var started = (StartResult.Started) GenEvent.startLink("events");
          assertThat(GenEvent.startLink("events"))
              .isEqualTo(new StartResult.AlreadyStarted(started.pid()));
          var manager = GenEvent.of("events");
          assertThat(manager.whichHandlers()).isEmpty();

          manager.stop();

          assertThat(Process.whereis("events")).isNull();
          assertThat(heard()).isEqualTo(new ExitMessage(started.pid(), ExitReason.NORMAL));
        });
  }

  @Test
  void every_handler_hears_every_event_the_last_one_added_first() throws Exception {
    // OTP: add_handler, notify, sync_notify.
    node.run(
        () -> {
          var manager = manager();
          assertThat(manager.addHandler(RECORDER, state("a"))).isEqualTo(new HandlerResult.Added());
          assertThat(manager.addHandler(numbered(1), state("b")))
              .isEqualTo(new HandlerResult.Added());
          assertThat(manager.whichHandlers()).containsExactly(numbered(1), RECORDER);

          manager.notify("one");
          manager.syncNotify("two");

          assertThat(List.of(heard(), heard(), heard(), heard()))
              .containsExactly(
                  new Heard("b", "one"),
                  new Heard("a", "one"),
                  new Heard("b", "two"),
                  new Heard("a", "two"));
        });
  }

  @Test
  void a_handler_may_refuse_or_fail_to_come_in() throws Exception {
    node.run(
        () -> {
          var manager = manager();
          var boom = new IllegalStateException("boom");

          assertThat(manager.addHandler(RECORDER, 1))
              .isEqualTo(new HandlerResult.Refused("not a state: 1"));
          assertThat(manager.addHandler(RECORDER, boom))
              .isEqualTo(new HandlerResult.Crashed(new ExitReason.Crash(boom)));
          assertThat(manager.whichHandlers()).isEmpty();
        });
  }

  @Test
  void a_handler_is_taken_out_with_what_it_returns_at_its_end() throws Exception {
    // OTP: delete_handler.
    node.run(
        () -> {
          var manager = manager();
          manager.addHandler(RECORDER, state("a"));

          assertThat(manager.deleteHandler(numbered(7), "bye"))
              .isEqualTo(new HandlerResult.NotFound());
          assertThat(manager.deleteHandler(RECORDER, "bye"))
              .isEqualTo(new HandlerResult.Deleted("a is out"));
          assertThat(heard()).isEqualTo(new Heard("a", new HandlerEnd.Asked("bye")));
          assertThat(manager.whichHandlers()).isEmpty();
        });
  }

  @Test
  void a_call_is_for_one_handler() throws Exception {
    // OTP: call.
    node.run(
        () -> {
          var manager = manager();
          manager.addHandler(numbered(1), state("one"));
          manager.addHandler(numbered(2), state("two"));

          assertThat(manager.call(numbered(1), "?")).isEqualTo(new HandlerResult.Replied("one ?"));
          assertThat(manager.call(numbered(2), "?")).isEqualTo(new HandlerResult.Replied("two ?"));
          assertThat(manager.call(RECORDER, "?")).isEqualTo(new HandlerResult.NotFound());
        });
  }

  @Test
  void a_call_may_end_a_handler_or_swap_it() throws Exception {
    node.run(
        () -> {
          var manager = manager();
          manager.addHandler(numbered(1), state("one"));
          var next = state("next");
          OnCall swap =
              state ->
                  EventCallResult.replyAnd(
                      "swapped", EventResult.swap("last", state, numbered(2), next));
          OnCall remove = state -> EventCallResult.replyAnd("removed", EventResult.remove());

          assertThat(manager.call(numbered(1), swap))
              .isEqualTo(new HandlerResult.Replied("swapped"));
          assertThat(heard()).isEqualTo(new Heard("one", new HandlerEnd.Asked("last")));
          assertThat(heard()).isEqualTo(new Heard("next", "after one is out"));
          assertThat(manager.whichHandlers()).containsExactly(numbered(2));

          assertThat(manager.call(numbered(2), remove))
              .isEqualTo(new HandlerResult.Replied("removed"));
          assertThat(heard()).isEqualTo(new Heard("next", new HandlerEnd.Removed()));
          assertThat(manager.whichHandlers()).isEmpty();
        });
  }

  @Test
  void a_handler_that_fails_in_a_call_is_out_and_the_caller_knows() throws Exception {
    node.run(
        () -> {
          var manager = manager();
          manager.addHandler(RECORDER, state("a"));
          var boom = new IllegalStateException("boom");
          var crash = new ExitReason.Crash(boom);
          OnCall fail =
              state -> {
                throw boom;
              };

          assertThat(manager.call(RECORDER, fail)).isEqualTo(new HandlerResult.Crashed(crash));
          assertThat(heard()).isEqualTo(new Heard("a", new HandlerEnd.Failed(crash)));

          manager.addHandler(RECORDER, state("a"));
          OnCall bad = state -> null;
          assertThat(manager.call(RECORDER, bad))
              .isEqualTo(new HandlerResult.Crashed(BadReturnValue.reason(null)));
        });
  }

  @Test
  void a_handler_that_fails_at_an_event_is_out_and_the_others_go_on() throws Exception {
    node.run(
        () -> {
          var manager = manager();
          manager.addHandler(numbered(1), state("one"));
          manager.addHandler(numbered(2), state("two"));
          var boom = new IllegalStateException("boom");
          OnEvent fail =
              state -> {
                if (state.name().equals("two")) throw boom;
                return EventResult.ok(state);
              };

          manager.syncNotify(fail);

          assertThat(heard())
              .isEqualTo(new Heard("two", new HandlerEnd.Failed(new ExitReason.Crash(boom))));
          assertThat(manager.whichHandlers()).containsExactly(numbered(1));
        });
  }

  @Test
  void other_messages_are_info() throws Exception {
    // OTP: info.
    node.run(
        () -> {
          Process.trapExit(true);
          var started = (StartResult.Started) GenEvent.startLink("events");
          GenEvent.of("events").addHandler(RECORDER, state("a"));

          Process.send(started.pid(), "hello");

          assertThat(heard()).isEqualTo(new Heard("a", "info hello"));
        });
  }

  @Test
  void a_swapped_handler_leaves_its_last_word_to_the_next() throws Exception {
    // OTP: swap_handler.
    node.run(
        () -> {
          var manager = manager();
          manager.addHandler(numbered(1), state("one"));

          assertThat(manager.swapHandler(numbered(1), "bye", numbered(2), state("two")))
              .isEqualTo(new HandlerResult.Added());
          assertThat(heard()).isEqualTo(new Heard("one", new HandlerEnd.Asked("bye")));
          assertThat(heard()).isEqualTo(new Heard("two", "after one is out"));
          assertThat(manager.whichHandlers()).containsExactly(numbered(2));

          manager.swapHandler(numbered(7), "bye", numbered(3), state("three"));
          assertThat(heard()).isEqualTo(new Heard("three", "after error"));
        });
  }

  @Test
  void the_owner_of_a_handler_is_told_when_it_goes_out() throws Exception {
    // OTP: add_sup_handler.
    node.run(
        () -> {
          var manager = manager();
          var boom = new IllegalStateException("boom");

          manager.addSupHandler(RECORDER, state("a"));
          manager.deleteHandler(RECORDER, "bye");
          assertThat(heard()).isInstanceOf(Heard.class);
          assertThat(heard()).isEqualTo(new HandlerExit(RECORDER, new HandlerExit.Normal()));

          manager.addSupHandler(RECORDER, state("a"));
          OnEvent fail =
              state -> {
                throw boom;
              };
          manager.syncNotify(fail);
          assertThat(heard()).isInstanceOf(Heard.class);
          assertThat(heard())
              .isEqualTo(
                  new HandlerExit(RECORDER, new HandlerExit.Crashed(new ExitReason.Crash(boom))));

          manager.addSupHandler(RECORDER, state("a"));
          manager.swapHandler(RECORDER, "bye", numbered(2), state("b"));
          assertThat(heard()).isInstanceOf(Heard.class);
          assertThat(heard())
              .isEqualTo(
                  new HandlerExit(RECORDER, new HandlerExit.Swapped(numbered(2), Process.self())));
          assertThat(heard()).isEqualTo(new Heard("b", "after a is out"));
        });
  }

  @Test
  void a_handler_goes_out_when_its_owner_ends() throws Exception {
    node.run(
        () -> {
          var manager = manager();
          var state = state("a");
          Proc0 life =
              () -> {
                manager.addSupHandler(RECORDER, state);
                Process.exit(BOOM);
              };
          var owner = Process.spawn(life);

          assertThat(heard()).isEqualTo(new Heard("a", new HandlerEnd.ParentEnded(BOOM)));
          assertThat(manager.whichHandlers()).isEmpty();
          assertThat(Process.isAlive(owner)).isFalse();
        });
  }

  @Test
  void all_handlers_go_out_when_the_manager_ends() throws Exception {
    node.run(
        () -> {
          Process.trapExit(true);
          var manager = manager();
          manager.addSupHandler(RECORDER, state("a"));

          manager.stop(BOOM, TestNode.PATIENCE);

          assertThat(heard()).isEqualTo(new Heard("a", new HandlerEnd.ManagerEnds()));
          assertThat(heard()).isEqualTo(new HandlerExit(RECORDER, new HandlerExit.Shutdown()));
          assertThat(heard())
              .isInstanceOfSatisfying(
                  ExitMessage.class, exit -> assertThat(exit.reason()).isEqualTo(BOOM));
        });
  }

  @Test
  void a_manager_ends_when_its_parent_does() throws Exception {
    node.run(
        () -> {
          var state = state("a");
          var self = Process.self();
          Proc0 life =
              () -> {
                GenEvent.startLink("orphan");
                GenEvent.of("orphan").addHandler(RECORDER, state);
                Process.send(self, "ready");
                Process.receive();
                Process.exit(BOOM);
              };
          var parent = Process.spawn(life);
          assertThat(heard()).isEqualTo("ready");
          var manager = Process.whereis("orphan");
          if (manager == null) throw new AssertionError("it has not started");
          var monitor = Process.monitor(manager);

          Process.send(parent, "end");

          assertThat(heard()).isEqualTo(new Heard("a", new HandlerEnd.ManagerEnds()));
          assertThat(heard()).isEqualTo(new DownMessage(monitor, manager, BOOM));
        });
  }

  @Test
  void a_manager_hibernates_when_a_handler_asks_for_it() throws Exception {
    // OTP: hibernate.
    node.run(
        () -> {
          Process.trapExit(true);
          var pid = ((StartResult.Started) GenEvent.startLink("sleepy")).pid();
          var manager = GenEvent.of(pid);
          manager.addHandler(RECORDER, state("a"));
          OnEvent sleep = state -> EventResult.ok(state).hibernate();

          manager.notify(sleep);
          awaitHibernation(pid);
          Sys.of(pid).getState();
          awaitHibernation(pid);
          manager.notify("wake");

          assertThat(heard()).isEqualTo(new Heard("a", "wake"));
        });
  }

  private void awaitHibernation(Pid manager) {
    Awaitility.await()
        .atMost(TestNode.PATIENCE)
        .until(
            () -> {
              var view = node.processes.view(manager).orElseThrow();
              return view.thread() == null && view.status() instanceof ProcessStatus.Waiting;
            });
  }

  @Test
  void the_states_of_the_handlers_can_be_read_and_replaced() throws Exception {
    // OTP: get_state, replace_state.
    node.run(
        () -> {
          Process.trapExit(true);
          var pid = ((StartResult.Started) GenEvent.startLink("states")).pid();
          var manager = GenEvent.of(pid);
          manager.addHandler(numbered(1), state("one"));
          manager.addHandler(numbered(2), state("two"));
          var self = Process.self();

          assertThat(Sys.of(pid).getState())
              .isEqualTo(
                  List.of(
                      new HandlerState(numbered(2), state("two")),
                      new HandlerState(numbered(1), state("one"))));
          Sys.of(pid)
              .replaceState(
                  all -> {
                    if (!(all instanceof HandlerState(var id, var _)) || id.equals(numbered(2)))
                      throw new IllegalStateException("boom");
                    return new HandlerState(id, new State("changed", self));
                  });

          assertThat(manager.call(numbered(1), "?"))
              .isEqualTo(new HandlerResult.Replied("changed ?"));
          assertThat(manager.call(numbered(2), "?")).isEqualTo(new HandlerResult.Replied("two ?"));
        });
  }

  @Test
  void the_handlers_of_a_module_change_their_code_together() throws Exception {
    // OTP: code change of a dynamic process.
    node.run(
        () -> {
          Process.trapExit(true);
          var pid = ((StartResult.Started) GenEvent.startLink("changing")).pid();
          var manager = GenEvent.of(pid);
          manager.addHandler(numbered(1), state("one"));
          manager.addHandler(numbered(2), state("two"));
          var sys = Sys.of(pid);
          sys.suspend();

          assertThat(sys.changeCode("other.Module", 1, "x"))
              .isEqualTo(new ChangeCodeResult.Changed());
          assertThat(sys.changeCode(Recorder.class.getName(), 1, "x"))
              .isEqualTo(new ChangeCodeResult.Changed());
          sys.resume();

          assertThat(manager.call(numbered(1), "?"))
              .isEqualTo(new HandlerResult.Replied("one/1/x ?"));
          assertThat(manager.call(numbered(2), "?"))
              .isEqualTo(new HandlerResult.Replied("two/1/x ?"));
        });
  }

  /** Hears events only. */
  static final class Bare implements EventHandler<String> {
    @Override
    public HandlerInit<String> init(@Nullable Object args) {
      return HandlerInit.ok("state");
    }

    @Override
    public EventResult<String> handleEvent(Object event, String state) {
      return EventResult.ok(state);
    }
  }

  @Test
  void a_handler_without_handleInfo_drops_other_messages() throws Exception {
    node.run(
        () -> {
          Process.trapExit(true);
          var pid = ((StartResult.Started) GenEvent.startLink("bare")).pid();
          var bare = HandlerId.of(Bare.class);
          GenEvent.of(pid).addHandler(bare, null);

          Process.send(pid, "hello");

          assertThat(GenEvent.of(pid).whichHandlers()).containsExactly(bare);
          assertThat(GenEvent.of(pid).call(bare, "?")).isInstanceOf(HandlerResult.Crashed.class);
          heardNothing();
        });
  }
}
