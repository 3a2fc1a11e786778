package dev.molt.bench;

import dev.molt.process.AliasMode;
import dev.molt.process.Matcher;
import dev.molt.process.Proc0;
import dev.molt.process.Process;
import dev.molt.process.Processes;
import dev.molt.process.SpawnOptions;
import dev.molt.term.Alias;
import dev.molt.term.DownMessage;
import dev.molt.term.Pid;
import java.util.concurrent.CountDownLatch;

/**
 * How fast messages go: round a ring, and as calls with a monitor and an alias each.
 *
 * <p>{@code Messages [rounds]}, 5 if not said.
 */
public final class Messages {
  private static final int RING = 1_000;
  private static final int LAPS = 1_000;
  private static final int CALLS = 200_000;

  private Messages() {}

  private record Call(Alias replyTo) {}

  public static void main(String[] args) throws InterruptedException {
    int rounds = args.length == 0 ? 5 : Integer.parseInt(args[0]);
    for (int round = 0; round < rounds; round++) {
      try (Processes processes = new Processes(0)) {
        System.out.printf(
            "ring %,d x %,d: %,d ms; call: 1 client %,d k/s, 8 clients 1 server %,d k/s, 8 x 8 %,d k/s%n",
            RING,
            LAPS,
            ring(processes),
            calls(processes, 1, 1),
            calls(processes, 8, 1),
            calls(processes, 8, 8));
      }
    }
  }

  private static long ring(Processes processes) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    Pid first =
        processes.spawn(
            SpawnOptions.DEFAULT,
            (Proc0)
                () -> {
                  Pid next = Process.self();
                  for (int i = 1; i < RING; i++) {
                    Pid to = next;
                    next = Process.spawn(() -> pass(to));
                  }
                  for (int lap = 0; lap < LAPS; lap++) {
                    Process.send(next, lap);
                    Process.receive();
                  }
                  done.countDown();
                });
    long start = System.nanoTime();
    done.await();
    assert first != null;
    return (System.nanoTime() - start) / 1_000_000;
  }

  private static void pass(Pid to) {
    while (true) Process.send(to, Process.receive());
  }

  private static long calls(Processes processes, int clients, int servers)
      throws InterruptedException {
    CountDownLatch done = new CountDownLatch(clients);
    Pid[] pids = new Pid[servers];
    for (int i = 0; i < servers; i++) {
      pids[i] = processes.spawn(SpawnOptions.DEFAULT, (Proc0) Messages::serve);
    }
    long start = System.nanoTime();
    for (int i = 0; i < clients; i++) {
      Pid server = pids[i % servers];
      processes.spawn(
          SpawnOptions.DEFAULT,
          (Proc0)
              () -> {
                for (int n = 0; n < CALLS / clients; n++) call(server);
                done.countDown();
              });
    }
    done.await();
    return CALLS * 1_000_000L / (System.nanoTime() - start);
  }

  private static void serve() {
    while (true) {
      if (Process.receive() instanceof Call(var replyTo)) Process.send(replyTo, replyTo.ref());
    }
  }

  private static void call(Pid server) {
    Alias alias = Process.monitorAlias(server, AliasMode.UNTIL_REPLY);
    Process.send(server, new Call(alias));
    Matcher<Object> answer =
        message -> {
          if (message.equals(alias.ref())) return message;
          return message instanceof DownMessage down && down.monitor().equals(alias.ref())
              ? down
              : null;
        };
    Process.receive(answer);
  }
}
