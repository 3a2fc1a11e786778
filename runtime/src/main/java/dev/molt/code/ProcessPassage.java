package dev.molt.code;

import dev.molt.process.AwaitTimeoutException;
import dev.molt.process.Deadline;
import dev.molt.process.Process;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** The passage of a node's processes, and of any other thread that comes by. */
final class ProcessPassage implements Passage {
  @Override
  public void exitIfDoomed() {
    Process.exitIfDoomed();
  }

  @Override
  public boolean inProcess() {
    return Process.isProcess();
  }

  @Override
  public boolean await(CompletionStage<?> stage, Duration atMost) {
    try {
      Process.await(stage, Deadline.in(atMost));
      return true;
    } catch (AwaitTimeoutException late) {
      return false;
    }
  }
}
