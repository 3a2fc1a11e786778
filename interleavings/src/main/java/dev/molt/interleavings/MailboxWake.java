package dev.molt.interleavings;

import dev.molt.mailbox.Mailbox;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** A reader that goes to sleep against a writer: the message is seen, or the reader is woken. */
@JCStressTest
@Outcome(id = "true, true, 1", expect = Expect.ACCEPTABLE, desc = "it slept first, and is woken")
@Outcome(id = "false, false, 1", expect = Expect.ACCEPTABLE, desc = "it sees the message")
@Outcome(expect = Expect.FORBIDDEN, desc = "a wake-up is lost, or the message is")
@State
public class MailboxWake {
  private final Mailbox mailbox = new Mailbox();

  @Actor
  public void writer(ZZI_Result result) {
    result.r1 = mailbox.put("message");
  }

  @Actor
  public void reader(ZZI_Result result) {
    result.r2 = mailbox.announce();
  }

  @Arbiter
  public void after(ZZI_Result result) {
    result.r3 = mailbox.size();
  }
}
