package dev.molt.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Many writers and one reader that takes out of the middle: nothing lost, doubled or reordered. */
class MailboxStressTest {
  private static final int WRITERS = 8;
  private static final int MESSAGES = 20_000;

  /** So many may be under way: a selective receive would otherwise look at thousands each time. */
  private static final int BACKLOG = 64;

  private record Numbered(int writer, int number) {}

  private final Mailbox mailbox = new Mailbox();
  private final Thread reader = Thread.currentThread();
  private final AtomicInteger wakeUps = new AtomicInteger();
  private final Semaphore room = new Semaphore(BACKLOG);
  private final int[] next = new int[WRITERS];

  @Test
  void every_message_of_every_writer_is_received_once_and_in_order() throws Exception {
    List<Thread> writers = startWriters();
    int announced = 0;
    int wanted = 0;
    for (int received = 0; received < WRITERS * MESSAGES; ) {
      // Selective, and each time from another writer: most of the messages are passed over.
      int writer = wanted++ % WRITERS;
      mailbox.rewind();
      Numbered taken = mailbox.take(message -> from(writer, message));
      if (taken == null) {
        mailbox.rewind();
        taken = (Numbered) mailbox.poll();
      }
      if (taken != null) {
        if (taken.number() != next[taken.writer()]++)
          throw new AssertionError("not next: " + taken);
        received++;
        room.release();
      } else if (mailbox.announce()) {
        announced++;
        while (mailbox.waits()) LockSupport.park();
      }
    }
    for (Thread writer : writers) writer.join();
    assertThat(next).containsOnly(MESSAGES);
    assertThat(mailbox.size()).isZero();
    assertThat(wakeUps).as("one wake-up for each announcement").hasValue(announced);
  }

  private static @Nullable Numbered from(int writer, Object message) {
    return message instanceof Numbered numbered && numbered.writer() == writer ? numbered : null;
  }

  private List<Thread> startWriters() {
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      int writer = i;
      writers.add(Thread.ofPlatform().start(() -> write(writer)));
    }
    return writers;
  }

  private void write(int writer) {
    for (int number = 0; number < MESSAGES; number++) {
      room.acquireUninterruptibly();
      if (mailbox.put(new Numbered(writer, number))) {
        wakeUps.incrementAndGet();
        LockSupport.unpark(reader);
      }
    }
  }
}
