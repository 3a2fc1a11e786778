package dev.molt.term;

/**
 * Who waits for an answer to a request.
 *
 * @param replyTo where the answer goes; no address any more once the caller has given up waiting
 *     <p>OTP: {@code From} of {@code gen_server:handle_call/3}
 */
public record From(Alias replyTo) {
  /** The caller; serial 0 for one that is no process. */
  public Pid pid() {
    return replyTo.owner();
  }

  /** Marks this request among all others of the caller. */
  public Ref tag() {
    return replyTo.ref();
  }

  @Override
  public String toString() {
    return "{" + pid() + "," + tag() + "}";
  }
}
