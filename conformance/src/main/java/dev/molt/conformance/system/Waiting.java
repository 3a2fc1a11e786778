package dev.molt.conformance.system;

import dev.molt.code.BadFun;
import dev.molt.code.Undef;
import dev.molt.process.Fun0;
import dev.molt.process.Fun1;
import dev.molt.process.Next;
import dev.molt.process.Process;
import dev.molt.process.ReceiveResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What processes of a case wait in when they do not wait in their module. */
public final class Waiting {
  private Waiting() {}

  private static void await(Object wanted) {
    Process.receive(message -> message.equals(wanted) ? message : null);
  }

  /** The system wait. */
  public static Next untilReturn() {
    await(new Request.Tell("return"));
    return Next.stop();
  }

  public static Next untilStep() {
    await(new Request.Tell("step"));
    return Next.stop();
  }

  public static void untilUnblocked() {
    await(new Request.Unblock());
  }

  /** One round of a process that spins: a message if there is one. */
  public static @Nullable Object spinning() {
    Book.here().round();
    return Process.receive(Duration.ZERO);
  }

  /** What an idle process is asked for by a ping. */
  @FunctionalInterface
  private interface Value {
    Object get();
  }

  /** The idle loop of a process without a module. */
  public static Next holder() {
    return idle(() -> "sys");
  }

  /** The idle loop with a fun, which a ping calls. */
  public static Next holding(Fun0<?> fun) {
    return idle(() -> call(fun));
  }

  /** The same with the fun in the process dictionary. */
  public static Next holdingInDictionary() {
    return idle(() -> call((Fun0<?>) java.util.Objects.requireNonNull(Process.get("fun"))));
  }

  /** The idle loop with a constant of a module. */
  public static Next holdingLiteral(Object literal) {
    return idle(() -> "lit " + ((List<?>) literal).getLast());
  }

  /** The idle loop with a stack trace of a module. */
  public static Next holdingTrace(String module, Throwable error) {
    return idle(
        () -> error.getStackTrace()[0].getClassName().equals(module) ? "trace" : "no trace");
  }

  private static Next idle(Value value) {
    while (true) {
      // What is kept stays in the mailbox until the funs are asked to run.
      Object message = Process.receive(one -> one instanceof Request.Keep ? null : one);
      switch (message) {
        case Request.Ping(var from) -> Control.reply(from, value.get());
        case Request.RunFuns(var from) -> Control.reply(from, runFuns());
        default -> Control.handle(message, "sys");
      }
    }
  }

  private static List<String> runFuns() {
    List<String> results = new ArrayList<>();
    while (true) {
      var taken =
          Process.receive(one -> one instanceof Request.Keep keep ? keep : null, Duration.ZERO);
      if (!(taken instanceof ReceiveResult.Received<Request.Keep>(var keep))) return results;
      results.add(call(keep.fun()));
    }
  }

  /** What a fun returns, {@code badfun} or {@code undef}. */
  public static String call(Fun0<?> fun) {
    try {
      return String.valueOf(fun.apply());
    } catch (BadFun bad) {
      return "badfun";
    } catch (Undef undef) {
      return "undef";
    } catch (Exception other) {
      return "exit " + Reasons.symbol(other);
    }
  }

  /** Calls a fun with 1 to 1000; a fun that ends in a tail call says so by its result. */
  public static Next map(Fun1<Integer, ?> fun) throws Exception {
    for (var i = 1; i <= 1000; i++) {
      Object result = fun.apply(i);
      if (result instanceof Next.Call(Fun0<?> tail, _)) tail.apply();
    }
    return Next.stop();
  }
}
