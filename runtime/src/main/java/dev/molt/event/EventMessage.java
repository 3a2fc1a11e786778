package dev.molt.event;

import dev.molt.term.From;

/** What the clients' side of this room sends to a manager. A debug function meets these. */
public sealed interface EventMessage {

  /** OTP: {@code {notify, Event}}. */
  record Notify(Object event) implements EventMessage {}

  /** Something that is answered. */
  record Request(From from, EventRequest request) implements EventMessage {}
}
