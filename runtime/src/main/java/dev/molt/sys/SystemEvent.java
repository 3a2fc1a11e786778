package dev.molt.sys;

import dev.molt.term.From;
import org.jspecify.annotations.Nullable;

/**
 * What a process tells its debug functions as it goes.
 *
 * <p>OTP: {@code sys:system_event()}
 */
public sealed interface SystemEvent {

  /** A message came in. */
  record In(Object message) implements SystemEvent {}

  /** A message came in, and who sent it is known. */
  record InFrom(Object message, Object from) implements SystemEvent {}

  /** A message went out. */
  record Out(@Nullable Object message, Object to) implements SystemEvent {}

  /** A server answered, and has this state since. */
  record Answered(@Nullable Object reply, From to, @Nullable Object state) implements SystemEvent {}

  /** A server handled something that is not answered now, and has this state since. */
  record Unanswered(@Nullable Object state) implements SystemEvent {}

  /** A server went on by itself, as its last callback had asked. */
  record Continued(@Nullable Object argument) implements SystemEvent {}

  /** Anything else that a special process tells. */
  record Other(Object event) implements SystemEvent {}
}
