package dev.molt.server;

import dev.molt.term.From;

/**
 * What the clients' side of this room sends to a server. A debug function meets these; a callback
 * never does.
 */
public sealed interface ServerMessage {

  /** OTP: {@code {'$gen_call', From, Request}}. */
  record Call(From from, Object request) implements ServerMessage {}

  /** OTP: {@code {'$gen_cast', Request}}. */
  record Cast(Object request) implements ServerMessage {}
}
