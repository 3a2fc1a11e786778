package dev.molt.conformance.system;

import dev.molt.code.BadFun;
import dev.molt.code.Undef;
import dev.molt.sys.BadReturnValue;
import dev.molt.sys.CallFailure;
import dev.molt.term.ExitReason;

/** Exit reasons as symbols, and back. */
public final class Reasons {
  private Reasons() {}

  /** A reason as a trace writes it. */
  public static String symbol(ExitReason reason) {
    return switch (reason) {
      case ExitReason.Normal() -> "normal";
      case ExitReason.Shutdown(_) -> "shutdown";
      case ExitReason.Kill() -> "kill";
      case ExitReason.Killed() -> "killed";
      case ExitReason.NoProc() -> "noproc";
      case ExitReason.Crash(var error) -> symbol(error);
      case ExitReason.Other(var term) -> symbol(term);
    };
  }

  /** What was thrown, as a trace writes it. */
  public static String symbol(Throwable error) {
    return switch (error) {
      case Boom _ -> "boom";
      case Undef _ -> "undef";
      case BadFun _ -> "badfun";
      default -> "other";
    };
  }

  private static String symbol(Object term) {
    return switch (term) {
      case CallFailure failure -> symbol(failure.reason());
      case BadReturnValue _ -> "bad_return";
      case String atom -> atom;
      default -> "other";
    };
  }

  /** The reason that a case means by a word. */
  public static ExitReason of(String word) {
    return switch (word) {
      case "normal" -> ExitReason.NORMAL;
      case "shutdown" -> ExitReason.SHUTDOWN;
      case "kill" -> ExitReason.KILL;
      default -> new ExitReason.Other(word);
    };
  }
}
