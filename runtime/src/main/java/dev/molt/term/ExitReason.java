package dev.molt.term;

import org.jspecify.annotations.Nullable;

/**
 * Why a process ended, or is asked to end.
 *
 * <ul>
 *   <li>{@link Normal}: it came to its end; a link does not pass it on
 *   <li>{@link Shutdown}: it was asked to end in good order; no crash report
 *   <li>{@link Kill}: the untrappable request; a process that dies of it is {@link Killed}
 *   <li>{@link Killed}: it was killed, by {@code exit(pid, kill)}, a purge or a supervisor
 *   <li>{@link NoProc}: there was no such process
 *   <li>{@link Crash}: code threw
 *   <li>{@link Other}: any other term, given to {@code exit}
 * </ul>
 */
public sealed interface ExitReason {
  Normal NORMAL = new Normal();
  Shutdown SHUTDOWN = new Shutdown(null);
  Kill KILL = new Kill();
  Killed KILLED = new Killed();
  NoProc NOPROC = new NoProc();

  /** OTP: {@code normal}. */
  record Normal() implements ExitReason {
    @Override
    public String toString() {
      return "normal";
    }
  }

  /** OTP: {@code shutdown} and {@code {shutdown, Term}}. */
  record Shutdown(@Nullable Object detail) implements ExitReason {
    @Override
    public String toString() {
      return detail == null ? "shutdown" : "{shutdown," + detail + "}";
    }
  }

  /** OTP: {@code kill}. */
  record Kill() implements ExitReason {
    @Override
    public String toString() {
      return "kill";
    }
  }

  /** OTP: {@code killed}. */
  record Killed() implements ExitReason {
    @Override
    public String toString() {
      return "killed";
    }
  }

  /** OTP: {@code noproc}. */
  record NoProc() implements ExitReason {
    @Override
    public String toString() {
      return "noproc";
    }
  }

  /** OTP: {@code {Error, Stacktrace}}. */
  record Crash(Throwable error) implements ExitReason {
    @Override
    public String toString() {
      return error.toString();
    }
  }

  /** OTP: any other term. */
  record Other(Object term) implements ExitReason {
    @Override
    public String toString() {
      return String.valueOf(term);
    }
  }
}
