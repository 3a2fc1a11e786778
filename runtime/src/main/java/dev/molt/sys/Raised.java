package dev.molt.sys;

import dev.molt.process.ExitException;
import dev.molt.term.ExitReason;

/** What runtime code does with something that a callback has thrown. */
public final class Raised {
  private Raised() {}

  /** The reason with which a process ends out of which this is thrown. */
  public static ExitReason reason(Throwable thrown) {
    return thrown instanceof ExitException exit ? exit.reason() : new ExitReason.Crash(thrown);
  }

  /**
   * Throws it on as it is, whatever its type. Returns nothing: for {@code throw Raised.again(..)}.
   */
  public static RuntimeException again(Throwable thrown) {
    return Raised.<RuntimeException>unchecked(thrown);
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> RuntimeException unchecked(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
