package dev.molt.interleavings;

import dev.molt.mailbox.Mailbox;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two writers and a reader that takes what it finds: nothing is lost, doubled or turned round. */
@JCStressTest
@Outcome(id = "3, 1", expect = Expect.ACCEPTABLE, desc = "three messages, those of one in order")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost, doubled or out of order")
@State
public class MailboxWriters {
  private final Mailbox mailbox = new Mailbox();

  // The reader's, then the arbiter's.
  private int taken;
  private int lastOfFirst;
  private boolean ordered = true;

  @Actor
  public void first() {
    mailbox.put(1);
    mailbox.put(2);
  }

  /** The second writer is the reader, too: two cores can run no more than two. */
  @Actor
  public void second() {
    mailbox.put(-1);
    takeAll();
  }

  private void takeAll() {
    mailbox.rewind();
    for (var message = mailbox.poll(); message != null; message = mailbox.poll()) {
      taken++;
      var number = (int) message;
      if (number < 0) continue;
      ordered &= number > lastOfFirst;
      lastOfFirst = number;
    }
  }

  @Arbiter
  public void after(II_Result result) {
    takeAll();
    result.r1 = taken;
    result.r2 = ordered ? 1 : 0;
  }
}
