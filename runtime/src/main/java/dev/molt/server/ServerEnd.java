package dev.molt.server;

import dev.molt.process.ExitException;
import dev.molt.process.ExitSignal;
import dev.molt.sys.Debug;
import dev.molt.sys.Raised;
import dev.molt.term.ExitReason;
import dev.molt.term.From;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a server: its module's {@code terminate}, the words in the log, and then the throw
 * that ends the process. Its process only.
 *
 * <p>The stack of an error is not logged here: the process's own crash report has it.
 *
 * @param message what it handled last; null if nothing ended it but a system message
 * @param client who waits for the answer to that, if anybody does
 *     <p>OTP: {@code gen_server:terminate/8}, {@code error_info/8}
 */
record ServerEnd(
    ServerCallbacks callbacks,
    Object name,
    Debug debug,
    @Nullable Object message,
    @Nullable From client) {
  private static final Logger LOG = LoggerFactory.getLogger(GenServer.class);

  /** Ends with a reason that somebody chose. Never returns. */
  RuntimeException stop(ExitReason reason, @Nullable Object state) {
    throw end(reason, new ExitException(reason), state);
  }

  /** Ends with what a callback threw. Never returns. */
  RuntimeException raise(Throwable thrown, @Nullable Object state) {
    throw end(Raised.reason(thrown), thrown, state);
  }

  private RuntimeException end(ExitReason reason, Throwable raise, @Nullable Object state) {
    try {
      callbacks.terminate(reason, state);
    } catch (ExitSignal signal) {
      throw signal;
    } catch (Throwable thrown) {
      report(Raised.reason(thrown), state);
      throw Raised.again(thrown);
    }
    if (!isOrderly(reason)) report(reason, state);
    throw Raised.again(raise);
  }

  private static boolean isOrderly(ExitReason reason) {
    return reason instanceof ExitReason.Normal || reason instanceof ExitReason.Shutdown;
  }

  private void report(ExitReason reason, @Nullable Object state) {
    var shown = callbacks.formatStatus(new ServerStatus(state, message, reason, debug.log()));
    LOG.error(
        "generic server {} terminating; last message in was {}; server state was {}; client {};"
            + " reason: {}{}",
        name,
        shown.message(),
        shown.state(),
        client == null ? "none" : client.pid(),
        shown.reason(),
        logged(shown.log()));
  }

  private static String logged(List<?> events) {
    return events.isEmpty() ? "" : "; logged events: " + events;
  }
}
