package dev.molt.server;

import dev.molt.sys.SystemEvent;
import dev.molt.term.ExitReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of a server, in its status and in the log when it crashes; {@code formatStatus} may
 * hide or shorten it.
 *
 * @param state the server's state
 * @param message the last message; null in a status
 * @param reason why it ends; null in a status
 * @param log the kept events, if its log is on
 *     <p>OTP: {@code gen_server:format_status()}
 */
public record ServerStatus(
    @Nullable Object state,
    @Nullable Object message,
    @Nullable ExitReason reason,
    List<SystemEvent> log) {
  public ServerStatus withState(@Nullable Object shown) {
    return new ServerStatus(shown, message, reason, log);
  }

  public ServerStatus withMessage(@Nullable Object shown) {
    return new ServerStatus(state, shown, reason, log);
  }
}
