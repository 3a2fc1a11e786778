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

  static void run(ProcessCell cell) {
    cell.moves++;
    ExitReason reason;
    boolean raised = false;
    try {
      reason = loop(cell);
      if (reason == null) return;
    } catch (ExitSignal signal) {
      reason = signal.reason();
    } catch (ExitException exit) {
      reason = exit.reason();
      raised = cell.reportsExits;
    } catch (Throwable error) {
      reason = new ExitReason.Crash(error);
      raised = true;
    }
    Dying.die(cell, reason, raised);
  }

  /** Null: the process sleeps without a thread, and this one must end without touching it again. */
  private static @Nullable ExitReason loop(ProcessCell cell) throws Exception {
    while (true) {
      if (cell.doom != null || cell.suspended) Signals.heed(cell, true);
      if (cell.hibernates) {
        if (cell.sleep()) return null;
        if (cell.mailbox.isEmpty()) continue;
        cell.hibernates = false;
      }
      Object result = step(cell);
      switch (result) {
        case Next.Call(var fun, var arguments) -> {
          cell.body = fun;
          cell.arguments = arguments;
        }
        case Next.Hibernate(var fun, var arguments) -> {
          cell.body = fun;
          cell.arguments = arguments;
          cell.hibernates = true;
        }
        case Next.Stop(var reason) -> {
          return reason;
        }
        case null, default -> {
          return ExitReason.NORMAL;
        }
      }
    }
  }

  private static @Nullable Object step(ProcessCell cell) throws Exception {
    Fun fun = cell.body;
    List<@Nullable Object> arguments = cell.arguments;
    // The process must not hold what it was started with: an old version could not be let go.
    cell.body = Spent.FUN;
    cell.arguments = List.of();
    if (fun instanceof RuntimeCode) return apply(fun, arguments);
    cell.depth++;
    try {
      return apply(fun, arguments);
    } finally {
      cell.depth--;
    }
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

  /** What stands in the place of a body that has been called. */
  private enum Spent implements Proc0 {
    FUN;

    @Override
    public void run() {}
  }
}
