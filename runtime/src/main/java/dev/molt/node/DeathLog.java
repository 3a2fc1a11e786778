package dev.molt.node;

import dev.molt.process.Death;
import dev.molt.process.DeathListener;
import dev.molt.term.ExitReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of each process that did not end by itself what ended it. Ends by a fault of its own have
 * their crash report already; an end in good order is not worth a word.
 */
final class DeathLog implements DeathListener {
  private static final Logger LOG = LoggerFactory.getLogger(DeathLog.class);

  @Override
  public void died(Death death) {
    if (death.crash() != null || death.reason().equals(ExitReason.NORMAL)) return;
    if (LOG.isDebugEnabled()) LOG.debug("{}", words(death));
  }

  static String words(Death death) {
    var name = death.name();
    var who = death.pid() + (name == null ? "" : " (" + name + ")");
    var why = ": " + death.reason() + " (initial call " + death.initialCall() + ")";
    var cause = death.causedBy();
    return "process " + who + (cause == null ? " ended" : " fell with " + cause) + why;
  }
}
