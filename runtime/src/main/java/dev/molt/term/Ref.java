package dev.molt.term;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A reference that is equal to no other in this JVM: of a monitor, a timer, a call.
 *
 * <p>OTP: {@code erlang:make_ref/0}
 */
public record Ref(long id) {
  private static final AtomicLong NEXT = new AtomicLong();

  /** A new reference. Any thread. */
  public static Ref make() {
    return new Ref(NEXT.incrementAndGet());
  }

  @Override
  public String toString() {
    return "#Ref<" + id + ">";
  }
}
