import dev.molt.process.Process;
import dev.molt.term.Pid;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Processes that never come to rest, one for each way in which Java code can keep a core busy. None
 * of them calls the runtime, so none hears an exit signal; they are ended all the same, by a purge
 * or by {@code exit(pid, kill)}, and while they spin the others go on.
 *
 * <pre>
 * molt call Busy start whileTrue      starts one; molt ps shows it as busy_whileTrue
 * save this file twice                the second time it is named, and killed
 * </pre>
 */
public final class Busy {
  /** Starts one of the functions below as a process, named after it. */
  public static Pid start(String kind) {
    var busy =
        switch (kind) {
          case "whileTrue" -> Process.spawn(Busy::whileTrue);
          case "swallowsThrowable" -> Process.spawn(Busy::swallowsThrowable);
          case "inLambda" -> Process.spawn(Busy::inLambda);
          case "inNestedClass" -> Process.spawn(Busy::inNestedClass);
          case "inConstructor" -> Process.spawn(Busy::inConstructor);
          case "inRecord" -> Process.spawn(Busy::inRecord);
          case "forEach" -> Process.spawn(Busy::forEach);
          case "comparator" -> Process.spawn(Busy::comparator);
          case "recursion" -> Process.spawn(Busy::recursion);
          case "onlyCatch" -> Process.spawn(Busy::onlyCatch);
          default -> throw new IllegalArgumentException("no such way to be busy: " + kind);
        };
    Process.register("busy_" + kind, busy);
    return busy;
  }

  public static void whileTrue() {
    while (true) {}
  }

  /** It will not be told: it does not listen. */
  public static void swallowsThrowable() {
    while (true) {
      try {
        Thread.onSpinWait();
      } catch (Throwable anything) {
        Thread.onSpinWait();
      }
    }
  }

  public static void inLambda() {
    Runnable spin =
        () -> {
          while (true) Thread.onSpinWait();
        };
    spin.run();
  }

  public static void inNestedClass() {
    Nested.spin();
  }

  private static final class Nested {
    static void spin() {
      while (true) Thread.onSpinWait();
    }
  }

  public static void inConstructor() {
    new Spinner();
  }

  private static final class Spinner {
    Spinner() {
      while (true) Thread.onSpinWait();
    }
  }

  public static void inRecord() {
    new Wheel(0).spin();
  }

  private record Wheel(long turns) {
    void spin() {
      var wheel = this;
      while (true) wheel = new Wheel(wheel.turns + 1);
    }
  }

  /** The loop is the JDK's; only what it does each time is the module's. */
  public static void forEach() {
    var sum = new double[1];
    Stream.generate(Math::random).forEach(x -> sum[0] += x);
  }

  /** The same, in the middle of a search for the largest of infinitely many. */
  public static double comparator() {
    Comparator<Double> order = (a, b) -> Double.compare(a, b);
    return Stream.generate(Math::random).max(order).orElseThrow();
  }

  /** No loop at all: a tree with more leaves than anybody will ever visit. */
  public static void recursion() {
    leaves(62);
  }

  private static long leaves(int height) {
    return height == 0 ? 1 : leaves(height - 1) + leaves(height - 1);
  }

  /** The only way back to the start leads through the handler. */
  public static void onlyCatch() {
    while (true) {
      try {
        throw new IllegalStateException("again");
      } catch (IllegalStateException again) {
        Thread.onSpinWait();
      }
    }
  }
}
