package dev.molt.sys;

import dev.molt.process.Deadline;
import dev.molt.process.Processes;
import dev.molt.term.From;
import dev.molt.term.Pid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The states that an upgrade changes, and may put back. For one run, on its thread. */
final class UpgradeStates {
  private static final Logger LOG = LoggerFactory.getLogger(Upgrade.class);

  private final Processes processes;
  private final Duration answers;

  // The running thread only.
  private final Map<Pid, Object> before = new LinkedHashMap<>();
  private final List<Runner> changed = new ArrayList<>();

  UpgradeStates(Processes processes, Duration answers) {
    this.processes = processes;
    this.answers = answers;
  }

  /**
   * A process that has not changed its state.
   *
   * @param why null: it did not answer in time
   */
  record Failure(Runner runner, @Nullable ChangeCodeResult why) {}

  List<Runner> changed() {
    return List.copyOf(changed);
  }

  /** Has these change their states; null: all have, or are gone. */
  @Nullable Failure change(List<Pid> pids, SystemRequest.ChangeCode request) {
    remember(pids);
    Failure failure = null;
    var outcomes = SystemCalls.send(processes, pids, pid -> request).await(deadline());
    for (var entry : outcomes.entrySet()) {
      var runner = new Runner(entry.getKey(), request.module());
      var failed = judge(runner, entry.getValue());
      if (failure == null) failure = failed;
    }
    return failure;
  }

  private @Nullable Failure judge(Runner runner, CallOutcome outcome) {
    return switch (outcome) {
      case CallOutcome.Replied(SystemReply.Change(ChangeCodeResult.Changed())) -> {
        changed.add(runner);
        yield null;
      }
      case CallOutcome.Replied(SystemReply.Change(var why)) -> new Failure(runner, why);
      // It is gone, and whoever starts it again starts it with the new code.
      case CallOutcome.Down _ -> null;
      case CallOutcome.Replied _, CallOutcome.TimedOut _, CallOutcome.CallingSelf _ ->
          new Failure(runner, null);
    };
  }

  private void remember(List<Pid> pids) {
    var unknown = pids.stream().filter(pid -> !before.containsKey(pid)).toList();
    SystemCalls.send(processes, unknown, pid -> new SystemRequest.Snapshot())
        .await(deadline())
        .forEach(
            (pid, outcome) -> {
              if (outcome instanceof CallOutcome.Replied(SystemReply.Ok(var snapshot))
                  && snapshot != null) before.put(pid, snapshot);
            });
  }

  /** Everybody has the state again that was remembered, the one who failed included. */
  void restore() {
    List<Pid> pids = List.copyOf(before.keySet());
    SystemCalls.send(
            processes, pids, pid -> new SystemRequest.Restore(before.getOrDefault(pid, pid)))
        .await(deadline());
  }

  /** Puts the change into the mailbox of one that is busy, and does not wait for it. */
  void changeLater(Runner runner, SystemRequest.ChangeCode request) {
    var answer = processes.alias(message -> log(runner, message));
    processes.send(runner.pid(), new SystemMessage(new From(answer), request));
  }

  private static void log(Runner runner, Object message) {
    if (message instanceof Answer(var _, SystemReply.Change(var result))
        && !(result instanceof ChangeCodeResult.Changed)) {
      LOG.error("{} has not changed its state for the new code: {}", runner, result);
    }
  }

  private Deadline deadline() {
    return Deadline.in(answers);
  }
}
