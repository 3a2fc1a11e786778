package dev.molt.process;

import dev.molt.term.ExitReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a process's body, and what that returns, and what that returns, until one returns something
 * that is no {@link Next}. Between two of them there is no frame of a module on the stack.
 */
final class Trampoline {
  private Trampoline() {}

  // Short methods, and what is rare in others: frames of this class and of the waits are on the
  // stacks of all processes at rest, and the compiler makes few and small ones of short methods.

  static void run(ProcessCell cell) {
    cell.moves++;
    ExitReason reason;
    try {
      reason = loop(cell);
    } catch (Throwable thrown) {
      endedBy(cell, thrown);
      return;
    }
    if (reason != null) Dying.die(cell, reason, false);
  }

  /** Null: the process sleeps without a thread, and this one must end without touching it again. */
  private static @Nullable ExitReason loop(ProcessCell cell) throws Exception {
    while (true) {
      if (cell.doom != null || cell.suspended) Signals.heed(cell, true);
      if (cell.hibernates) {
        if (cell.sleep()) return null;
        cell.hibernates = cell.mailbox.isEmpty();
        if (cell.hibernates) continue;
      }
      ExitReason reason = next(cell, step(cell));
      if (reason != null) return reason;
    }
  }

  private static @Nullable Object step(ProcessCell cell) throws Exception {
    Fun fun = cell.body;
    if (fun instanceof RuntimeCode) return apply(fun, cell.takeArguments());
    cell.depth++;
    try {
      return apply(fun, cell.takeArguments());
    } finally {
      cell.depth--;
    }
  }

  private static void endedBy(ProcessCell cell, Throwable thrown) {
    switch (thrown) {
      case ExitSignal signal -> Dying.die(cell, signal.reason(), false);
      case ExitException exit -> Dying.die(cell, exit.reason(), cell.reportsExits);
      default -> Dying.die(cell, new ExitReason.Crash(thrown), true);
    }
  }

  /** Null: the process goes on with its body. */
  private static @Nullable ExitReason next(ProcessCell cell, @Nullable Object result) {
    return switch (result) {
      case Next.Call(var fun, var arguments) -> {
        cell.body = fun;
        cell.arguments = arguments;
        yield null;
      }
      case Next.Hibernate(var fun, var arguments) -> {
        cell.body = fun;
        cell.arguments = arguments;
        cell.hibernates = true;
        yield null;
      }
      case Next.Stop(var reason) -> reason;
      case null, default -> ExitReason.NORMAL;
    };
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Object apply(Fun fun, List<@Nullable Object> args) throws Exception {
    return switch (args.size()) {
      case 0 -> {
        if (fun instanceof Fun0<?> f) yield f.apply();
        if (!(fun instanceof Proc0 f)) throw badArity(fun, 0);
        f.run();
        yield null;
      }
      case 1 -> {
        if (!(fun instanceof Fun1<?, ?>)) throw badArity(fun, 1);
        yield ((Fun1<@Nullable Object, ?>) fun).apply(args.get(0));
      }
      case 2 -> {
        if (!(fun instanceof Fun2<?, ?, ?>)) throw badArity(fun, 2);
        yield ((Fun2<@Nullable Object, @Nullable Object, ?>) fun).apply(args.get(0), args.get(1));
      }
      case 3 -> {
        if (!(fun instanceof Fun3<?, ?, ?, ?>)) throw badArity(fun, 3);
        yield ((Fun3<@Nullable Object, @Nullable Object, @Nullable Object, ?>) fun)
            .apply(args.get(0), args.get(1), args.get(2));
      }
      case 4 -> {
        if (!(fun instanceof Fun4<?, ?, ?, ?, ?>)) throw badArity(fun, 4);
        yield ((Fun4<@Nullable Object, @Nullable Object, @Nullable Object, @Nullable Object, ?>)
                fun)
            .apply(args.get(0), args.get(1), args.get(2), args.get(3));
      }
      default -> throw badArity(fun, args.size());
    };
  }

  private static BadArgException badArity(Fun fun, int count) {
    return new BadArgException(
        fun.description() + " cannot be called with " + count + " arguments");
  }
}
