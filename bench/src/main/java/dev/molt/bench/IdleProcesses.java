package dev.molt.bench;

import dev.molt.process.Fun;
import dev.molt.process.Fun0;
import dev.molt.process.Next;
import dev.molt.process.Proc0;
import dev.molt.process.Process;
import dev.molt.process.ProcessStatus;
import dev.molt.process.Processes;
import dev.molt.process.SpawnOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What a process costs that does nothing: time to start, bytes while it rests, time to end.
 *
 * <p>{@code IdleProcesses [count]}, 100,000 if not said. Bytes are those of the heap after a full
 * collection, stacks included; run it with {@code -Xmx} well above them.
 */
public final class IdleProcesses {
  private IdleProcesses() {}

  public static void main(String[] args) {
    int count = args.length == 0 ? 100_000 : Integer.parseInt(args[0]);
    for (int round = 0; round < 3; round++) {
      measure("waiting in receive", count, (Proc0) Process::receive);
      measure("hibernated", count, (Fun0<Next>) () -> Next.hibernate(IdleProcesses::woke));
    }
  }

  private static Next woke() {
    return Next.stop();
  }

  private static void measure(String how, int count, Fun body) {
    Processes processes = new Processes(0);
    long before = usedBytes();
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) processes.spawn(SpawnOptions.DEFAULT, body);
    long spawned = System.nanoTime();
    awaitRest(processes);
    long atRest = System.nanoTime();
    long bytes = (usedBytes() - before) / count;
    long ending = System.nanoTime();
    int left = processes.close(Duration.ofMinutes(1)).size();
    long ended = System.nanoTime();
    System.out.printf(
        "%-20s %,d processes: %d bytes each; spawn %.2f us, until at rest %.2f us,"
            + " kill %.2f us each%s%n",
        how,
        count,
        bytes,
        micros(spawned - start, count),
        micros(atRest - start, count),
        micros(ended - ending, count),
        left == 0 ? "" : ", " + left + " left");
  }

  private static double micros(long nanos, int count) {
    return nanos / 1e3 / count;
  }

  private static void awaitRest(Processes processes) {
    processes.forEach(
        view -> {
          while (!(view.status() instanceof ProcessStatus.Waiting)) Thread.onSpinWait();
        });
  }

  private static long usedBytes() {
    for (int i = 0; i < 3; i++) {
      System.gc();
      pause();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static void pause() {
    java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
  }
}
